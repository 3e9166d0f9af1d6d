package servicestageapi

import (
	"net/http"
	"reflect"
	"strings"
	"time"

	"github.com/huaweicloud/huaweicloud-sdk-go-v3/core/auth/signer"
	"github.com/huaweicloud/huaweicloud-sdk-go-v3/core/request"
)

// sign adds X-Sdk-Date and the Authorization header of algorithm SDK-HMAC-SHA256, computed by Huawei's own signer. Every
// X-… header is signed, as that signer's SDK does; the others may be changed by a proxy on the way. A Host header, if
// there is one, is signed too.
func sign(req *http.Request, body []byte, accessKey, secretKey string, at time.Time) error {
	req.Header.Set(signer.HeaderXDate, at.UTC().Format(signer.BasicDateFormat))
	signed := request.NewHttpRequestBuilder().
		WithMethod(req.Method).
		WithEndpoint(req.URL.Scheme + "://" + req.URL.Host).
		WithPath(req.URL.Path)
	if len(body) > 0 {
		// A string is hashed as it is; anything else would be encoded again, with a line break at its end.
		signed.WithBody("", string(body))
	}
	for name, values := range req.URL.Query() {
		signed.AddQueryParam(name, reflect.ValueOf(values))
	}
	for name := range req.Header {
		if strings.HasPrefix(name, "X-") || name == "Host" {
			signed.AddHeaderParam(name, req.Header.Get(name))
		}
	}
	headers, err := signer.Sign(signed.Build(), accessKey, secretKey)
	if err != nil {
		return err
	}
	req.Header.Set(signer.HeaderAuthorization, headers[signer.HeaderAuthorization])
	return nil
}
