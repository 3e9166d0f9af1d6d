package galaxyapi

import (
	"encoding/json"
	"testing"
	"time"

	"github.com/storeauth/terraform-provider-storeauth/internal/vendorhttp"
)

// FuzzAnswers: no body of any status may panic a classifier or pass for a success that it is not.
func FuzzAnswers(f *testing.F) {
	for _, seed := range []string{`{"ok":true}`, `{"ok":false}`, `{"code":1,"message":[]}`, `{"body":{"errorCode":{}}}`, `{"body":[]}`, `[]`, ``, `<html>`} {
		f.Add(200, []byte(seed))
		f.Add(401, []byte(seed))
	}
	f.Fuzz(func(t *testing.T, status int, body []byte) {
		r := &vendorhttp.Response{Status: status, Body: body}
		classify(r)
		(&Client{now: time.Now}).classifyMint(r)
		var answer struct {
			OK bool `json:"ok"`
		}
		good := status >= 200 && status < 300 && json.Unmarshal(body, &answer) == nil && answer.OK
		if classifyOK(r) == nil && !good {
			t.Errorf("status %d with %q passed for a success", status, body)
		}
	})
}
