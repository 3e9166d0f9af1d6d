package agcapi

import (
	"encoding/json"
	"fmt"
	"net/http"
	"strings"

	"github.com/storeauth/terraform-provider-storeauth/internal/vendorhttp"
)

// success is the code of a good answer, in every envelope.
const success = "0"

// words finds the vendor's code and message. The documented envelope is {"ret":{"code","msg"}}; ret as a string that holds
// that JSON is documented for tokens and seen in tests, the others come from neighbouring services of the same gateway:
// "et" (a misprint of the documentation), rtnCode/rtnDesc, error.errorCode/errorMsg, OAuth's error/error_description,
// and each of them without an envelope.
func words(object map[string]any) (code, message string) {
	for _, name := range []string{"ret", "et", "error"} {
		switch value := object[name].(type) {
		case map[string]any:
			return pair(value)
		case string:
			var inner map[string]any
			decoder := json.NewDecoder(strings.NewReader(value))
			decoder.UseNumber()
			if decoder.Decode(&inner) == nil && inner != nil {
				return pair(inner)
			}
			return value, vendorhttp.Field(object, "error_description")
		}
	}
	return pair(object)
}

func pair(object map[string]any) (code, message string) {
	code = vendorhttp.Field(object, "code", "rtnCode", "errorCode")
	return code, vendorhttp.Field(object, "msg", "message", "rtnDesc", "errorMsg")
}

// spoken returns the vendor's words of an answer without an envelope: a short plain body, or the reason phrase when it is the
// vendor's own, with the status, as in "403 client token authorization fail."
func spoken(r *vendorhttp.Response) string {
	body := strings.TrimSpace(string(r.Body))
	if body != "" {
		if len(body) > 200 || strings.ContainsAny(body, "<>{}[]\"\r\n") {
			return ""
		}
		return body
	}
	if !hasOwnReason(r) {
		return ""
	}
	return statusLine(r)
}

// hasOwnReason reports whether the reason phrase is the vendor's and not the standard's.
func hasOwnReason(r *vendorhttp.Response) bool {
	return r.Reason != "" && !strings.EqualFold(r.Reason, http.StatusText(r.Status))
}

// statusLine is the answer's status in the form people search for: "403 client token authorization fail."
func statusLine(r *vendorhttp.Response) string {
	reason := r.Reason
	if reason == "" {
		reason = http.StatusText(r.Status)
	}
	return strings.TrimSpace(fmt.Sprintf("%d %s", r.Status, reason))
}
