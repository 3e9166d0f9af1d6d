package servicestageprobe

import (
	"net/http"
	"reflect"
	"slices"
	"strings"
	"time"

	"github.com/huaweicloud/huaweicloud-sdk-go-v3/core/auth/signer"
	"github.com/huaweicloud/huaweicloud-sdk-go-v3/core/request"

	"github.com/storeauth/terraform-provider-storeauth/internal/probe"
)

// signature is how a request is signed. The signer is Huawei's own; the client of the provider uses it too, but this code is
// not the client's.
type signature struct {
	accessKey, secretKey string
	// ago is how long ago the date says that it was signed.
	ago time.Duration
	// undated takes the date away after the signature was made.
	undated bool
	// reversed writes the parts of the signature in the reverse order.
	reversed bool
}

func (g signature) sign(s *probe.Session, c probe.Call) probe.Call {
	c.Sign = func(r *http.Request) error {
		r.Header.Set(signer.HeaderXDate, s.Now().Add(-g.ago).UTC().Format(signer.BasicDateFormat))
		signed := request.NewHttpRequestBuilder().WithMethod(r.Method).WithEndpoint(r.URL.Scheme + "://" + r.URL.Host).WithPath(r.URL.Path)
		if c.Body != "" {
			signed.WithBody("", c.Body)
		}
		for name, values := range r.URL.Query() {
			signed.AddQueryParam(name, reflect.ValueOf(values))
		}
		for name := range r.Header {
			if strings.HasPrefix(name, "X-") {
				signed.AddHeaderParam(name, r.Header.Get(name))
			}
		}
		headers, err := signer.Sign(signed.Build(), g.accessKey, g.secretKey)
		if err != nil {
			return err
		}
		r.Header.Set(signer.HeaderAuthorization, headers[signer.HeaderAuthorization])
		if g.reversed {
			algorithm, rest, _ := strings.Cut(headers[signer.HeaderAuthorization], " ")
			parts := strings.Split(rest, ", ")
			slices.Reverse(parts)
			r.Header.Set(signer.HeaderAuthorization, algorithm+" "+strings.Join(parts, ", "))
		}
		if g.undated {
			r.Header.Del(signer.HeaderXDate)
		}
		return nil
	}
	return c
}

func ownSignature(s *probe.Session) signature {
	return signature{accessKey: s.Env(keyVariable), secretKey: s.Env(secretVariable)}
}

// authorized adds the credential of the environment: the key, or the token where there is no key.
func authorized(s *probe.Session, c probe.Call) probe.Call {
	if needsKey(s.Env) != "" {
		c.Header["X-Auth-Token"] = s.Env(tokenVariable)
		return c
	}
	if token := s.Env(securityVariable); token != "" {
		c.Header["X-Security-Token"] = token
	}
	return ownSignature(s).sign(s, c)
}

// strangeKey is an access key that does not exist. It is another one each time, so that nothing can lock it.
func strangeKey(s *probe.Session) signature {
	g := signature{accessKey: "ZZZZ" + strings.ToUpper(probe.Hex(16)), secretKey: probe.Hex(40)}
	s.Learn("made_up_access_key", g.accessKey)
	s.Learn("made_up_secret_key", g.secretKey)
	return g
}

// call is a call of the git API of a project, or of IAM, without a credential.
func call(method, at, path, body string) probe.Call {
	return probe.Call{Method: method, At: at, Path: path, Body: body, Header: map[string]string{"Content-Type": "application/json;charset=utf8"}}
}

// git is a call of the git API of the project.
func git(s *probe.Session, method, path, body string) probe.Call {
	return call(method, service, "/v1/"+projectID(s)+"/git/"+path, body)
}

const lookupLine = "GET /v3/projects?name=<region>"

// projectID is the environment's, or that of the project which has the region's name, as the provider looks it up.
func projectID(s *probe.Session) string {
	if id := s.Env(projectVariable); id != "" {
		return id
	}
	id := s.Shared("project_id", func() string {
		a := s.Setup(authorized(s, call(http.MethodGet, iam, "/v3/projects?name="+region(s.Env), "")))
		return a.First("projects", "id")
	})
	if id == "" {
		s.Unprepared("IAM names no project of the region; set " + projectVariable)
	}
	s.Learn("project_id", id)
	return id
}

// looksUp adds the look-up of the project to what the probes of the project send.
func looksUp(probes []probe.Probe) []probe.Probe {
	for i, p := range probes {
		for _, line := range p.Sends {
			if strings.Contains(line, project) {
				probes[i].Sends = append([]string{lookupLine}, p.Sends...)
				break
			}
		}
	}
	return probes
}
