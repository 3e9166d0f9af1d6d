package servicestageprobe

import (
	"net/http"
	"time"

	"github.com/storeauth/terraform-provider-storeauth/internal/probe"
)

const (
	project = "/v1/<project_id>/git/"
	// noGitToken is what no git host takes for an access token.
	noGitToken = "storeauth-probe-made-up-token" //nolint:gosec // made up
)

// signatures are the probes of the gateway with the access key of the environment. Together they cost four bad signatures of a permanent
// key; a temporary key has one question more, which waits for the next run.
func signatures() []probe.Probe {
	bad := func(id, asks, behaviour string, change func(*probe.Session, *signature)) probe.Probe {
		return probe.Probe{
			ID: id, Asks: asks, Level: probe.Read, Behaviours: []string{behaviour}, Sends: []string{"GET " + project + "auths"}, Cannot: refused,
			Ready: needsKey, FailedLogins: 1, BadSignatures: 1, Ask: func(s *probe.Session) {
				g := ownSignature(s)
				change(s, &g)
				c := git(s, http.MethodGet, "auths", "")
				if token := s.Env(securityVariable); token != "" {
					c.Header["X-Security-Token"] = token
				}
				s.Ask(g.sign(s, c))
			},
		}
	}
	wrongKey := func(s *probe.Session, g *signature) { g.secretKey = strangeKey(s).secretKey }
	temporary := func(id, asks, token string) probe.Probe {
		return probe.Probe{
			ID: id, Asks: asks, Level: probe.Read, Behaviours: []string{"security-token-wrong"}, Sends: []string{"GET " + project + "auths"},
			Cannot: refused, Ready: needsTemporaryKey, FailedLogins: 1, BadSignatures: 1, Ask: func(s *probe.Session) {
				c := git(s, http.MethodGet, "auths", "")
				if token != "" {
					c.Header["X-Security-Token"] = token
				}
				s.Ask(ownSignature(s).sign(s, c))
			},
		}
	}
	return []probe.Probe{
		// The gate is a good signature; a success starts the gateway's count of bad ones again.
		{
			ID: "S2a", Asks: "the address of GitHub's consent page, which makes a state that nobody uses", Level: probe.Read,
			Behaviours: []string{"redirect", "signature"}, Sends: []string{"GET " + project + "auths/github/redirect"},
			Cannot: "anything that is seen: an unused state", Ask: func(s *probe.Session) {
				if a := s.Ask(authorized(s, git(s, http.MethodGet, "auths/github/redirect", ""))); a.Status >= 400 && a.Status < 404 {
					s.Unprepared("the good request was answered " + probe.Status(a.Status))
				}
			},
		},
		bad("S1d", "the list, signed with a made-up secret key", "signature-wrong", wrongKey),
		bad("S1e", "the list, signed with a date 20 minutes ago", "signature-skew", func(_ *probe.Session, g *signature) { g.ago = 20 * time.Minute }),
		bad("S1f", "the list, signed and without its date", "signature-no-date", func(_ *probe.Session, g *signature) { g.undated = true }),
		temporary("S1g", "a temporary key without its security token", ""),
		temporary("S1h", "a temporary key with a made-up security token", "made-up-security-token"),
	}
}

// calls are the probes behind the gateway.
func calls() []probe.Probe {
	ask := func(id, asks, method, path, body, cannot string, behaviours ...string) probe.Probe {
		return probe.Probe{
			ID: id, Asks: asks, Level: probe.Read, Behaviours: behaviours, Sends: []string{method + " " + project + path}, Cannot: cannot,
			Ask: func(s *probe.Session) { s.Ask(authorized(s, git(s, method, path, body))) },
		}
	}
	other := func(id, asks, path string, header string) probe.Probe {
		line := path
		if path == "" {
			line = project + "auths"
		}
		return probe.Probe{
			ID: id, Asks: asks, Level: probe.Read, Behaviours: []string{"gateway-project"}, Sends: []string{"GET " + line}, Cannot: reads,
			Ask: func(s *probe.Session) {
				c := call(http.MethodGet, service, path, "")
				if path == "" {
					c = git(s, http.MethodGet, "auths", "")
				}
				if header != "" {
					c.Header["X-Project-Id"] = header
				}
				s.Ask(authorized(s, c))
			},
		}
	}
	repositories := func(id, asks, authorization string) probe.Probe {
		p := ask(id, asks, http.MethodGet, "repos/namespaces", "", reads, "repo-auth")
		p.Ask = func(s *probe.Session) {
			c := git(s, http.MethodGet, "repos/namespaces", "")
			if authorization != "" {
				c.Header["X-Repo-Auth"] = authorization
			}
			s.Ask(authorized(s, c))
		}
		return p
	}
	return []probe.Probe{
		{
			ID: "S2d", Asks: "the list of a project that has no authorization", Level: probe.Read, Behaviours: []string{"list"},
			Sends: []string{"GET " + project + "auths"}, Cannot: reads, Ask: askEmptyList,
		},
		other("S2b", "the list of a project that does not exist", noProjectList, ""),
		other("S2c", "the list, with another project in X-Project-Id", "", noProject),
		ask("S3b", "the consent page of a type that does not exist", http.MethodGet, "auths/svn/redirect", "", reads, "types", "error-envelope"),
		ask("S3c", "the consent page of GitHub, written with capitals", http.MethodGet, "auths/GitHub/redirect", "", "anything that is seen: an unused state", "types"),
		ask("S4", "the deletion of an authorization that does not exist", http.MethodDelete, "auths/no-such-name-0000", "", "anything: nothing has this name", "delete-missing"),
		ask("S5", "an OAuth exchange with a made-up code and state", http.MethodPost, "auths/github/oauth", `{"name":"probe-0000","code":"x","state":"x"}`,
			"anything: without a state that was given out nothing is created", "oauth-wrong"),
		ask("S11", "an OAuth exchange without code and state", http.MethodPost, "auths/github/oauth", `{"name":"probe-0000"}`,
			"anything: without a code nothing is created", "parameters"),
		ask("S12", "an authorization of a type that does not exist, without anything in the request", http.MethodPost, "auths/svn/personal", "{}",
			"anything: without a name nothing is created", "creation-order"),
		repositories("S8a", "the namespaces without X-Repo-Auth", ""),
		repositories("S8b", "the namespaces of an authorization that does not exist", "no-such-name-0000"),
		{
			ID: "S9g", Asks: "the projects of a name that nobody has", Level: probe.Read, Behaviours: []string{"iam-projects", "iam-projects-none-or-many"},
			Sends: []string{"GET /v3/projects?name=probe-0000"}, Cannot: reads, Ask: func(s *probe.Session) {
				s.Ask(authorized(s, call(http.MethodGet, iam, "/v3/projects?name=probe-0000", "")))
			},
		},
		{
			ID: "S9i", Asks: "the projects of an empty name", Level: probe.Read, Behaviours: []string{"iam-projects-empty-name"},
			Sends: []string{"GET /v3/projects?name="}, Cannot: reads, Ask: func(s *probe.Session) {
				if a := s.Ask(authorized(s, call(http.MethodGet, iam, "/v3/projects?name=", ""))); a.HasItems("projects") {
					s.Unprepared("IAM lists projects, whose form depends on the account")
				}
			},
		},
		madeUpGitToken("S6a", "an authorization with a token that GitHub does not know", "secret-refused", ""),
		madeUpGitToken("S6b", "the same at a git host whose address is none of the web", "personal-host", "ftp://git.invalid"),
	}
}

func askEmptyList(s *probe.Session) {
	a := s.Ask(authorized(s, git(s, http.MethodGet, "auths", "")))
	if a.HasItems("authorizations") {
		s.Unprepared("the project has authorizations, so their form depends on the account")
	}
}

func madeUpGitToken(id, asks, behaviour, host string) probe.Probe {
	return probe.Probe{
		ID: id, Asks: asks, Level: probe.Attended, Behaviours: []string{behaviour},
		Sends:  []string{"POST " + project + "auths/github/personal", "DELETE " + project + "auths/probe-0001"},
		Cannot: "anything but this: if the vendor creates probe-0001 all the same, it is deleted at once",
		Ask: func(s *probe.Session) {
			body := map[string]string{"name": "probe-0001", "token": noGitToken}
			if host != "" {
				body["host"] = host
			}
			a := s.Ask(authorized(s, git(s, http.MethodPost, "auths/github/personal", probe.Encode(body))))
			if a.Status >= 200 && a.Status < 300 {
				s.Owe("the authorization probe-0001, which is of no use", func(s *probe.Session) {
					s.Setup(authorized(s, git(s, http.MethodDelete, "auths/probe-0001", "")))
				})
			}
		},
	}
}

// byHand are the probes that only a person can ask.
func byHand() []probe.Probe {
	return []probe.Probe{{
		ID: "S7", Asks: "how long a state lives", Level: probe.Attended, Behaviours: []string{"oauth-state-immortal", "oauth-tag"},
		Cannot:       "nothing by itself: a person does it",
		Instructions: "Get two consent pages with ?tag=probe, give consent in a browser, exchange one code after 15 minutes and one after 60, and note both answers and the tag in the list.",
	}}
}
