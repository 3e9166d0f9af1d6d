package servicestageprobe

import (
	"maps"
	"net/http"
	"time"

	"github.com/storeauth/terraform-provider-storeauth/internal/probe"
)

const noProjectList = "/v1/" + noProject + "/git/auths"

// anonymous are the probes that need no account.
func anonymous() []probe.Probe {
	one := func(id, asks, sends string, call func(*probe.Session) probe.Call, behaviours ...string) probe.Probe {
		return probe.Probe{
			ID: id, Asks: asks, Level: probe.Anonymous, Behaviours: behaviours, Sends: []string{sends}, Cannot: made,
			Ask: func(s *probe.Session) { s.Ask(call(s)) },
		}
	}
	get := func(id, asks, at, path string, header map[string]string, behaviours ...string) probe.Probe {
		return one(id, asks, "GET "+path, func(*probe.Session) probe.Call {
			c := call(http.MethodGet, at, path, "")
			maps.Copy(c.Header, header)
			return c
		}, behaviours...)
	}
	bad := map[string]string{"X-Auth-Token": "made-up-token"}
	strange := func(id, asks, behaviour string, change func(*signature), header map[string]string) probe.Probe {
		return one(id, asks, "GET "+noProjectList, func(s *probe.Session) probe.Call {
			g, c := strangeKey(s), call(http.MethodGet, service, noProjectList, "")
			if change != nil {
				change(&g)
			}
			maps.Copy(c.Header, header)
			return g.sign(s, c)
		}, behaviour)
	}
	return append([]probe.Probe{
		get("S1a", "the list without a credential", service, noProjectList, nil, "gateway-no-credential"),
		get("S1b", "the list with a made-up token", service, noProjectList, bad, "token-unknown"),
		strange("S1c", "the list, signed with a made-up access key", "signature-unknown-key", nil, nil),
		strange("S1i", "the same, with a date 20 minutes ago", "signature-first-check", func(g *signature) { g.ago = 20 * time.Minute }, nil),
		strange("S1j", "the same, with a made-up token beside the signature", "gateway-both-credentials", nil, bad),
		strange("S1k", "the same, with the parts of the signature in another order", "signature-form", func(g *signature) { g.reversed = true }, nil),
		get("S3a", "one authorization, without a credential", service, noProjectList+"/probe-0000", nil, "list-only-read"),
		get("S10", "a path that is not published", service, "/v1/"+noProject+"/git/nothing", nil, "gateway-no-such-api"),
		get("S9h", "a path that IAM does not have, without a token", iam, "/v3/nothing", nil, "iam-elsewhere"),
		get("S9a", "the projects of IAM without a token", iam, "/v3/projects?name=probe-0000", nil, "iam-refused"),
		get("S9b", "the same with a made-up token", iam, "/v3/projects?name=probe-0000", bad, "iam-refused"),
		one("S9c", "the same, signed with a made-up access key", "GET /v3/projects?name=probe-0000", func(s *probe.Session) probe.Call {
			return strangeKey(s).sign(s, call(http.MethodGet, iam, "/v3/projects?name=probe-0000", ""))
		}, "iam-refused"),
		one("S9d", "a token for a user that does not exist", "POST /v3/auth/tokens", func(*probe.Session) probe.Call {
			return call(http.MethodPost, iam, "/v3/auth/tokens", passwordBody)
		}, "iam-token-refused"),
		one("S9e", "a token without anything in the request", "POST /v3/auth/tokens", func(*probe.Session) probe.Call {
			return call(http.MethodPost, iam, "/v3/auth/tokens", "{}")
		}, "iam-token-refused"),
	}, probe.Addresses("S13", http.MethodGet, noProjectList, func(path string) probe.Call {
		return call(http.MethodGet, service, path, "")
	})...)
}

const passwordBody = `{"auth":{"identity":{"methods":["password"],"password":{"user":{"name":"storeauth-probe-nobody",` +
	`"password":"made-up-password","domain":{"name":"storeauth-probe-nobody"}}}},"scope":{"project":{"name":"cn-north-4"}}}}`
