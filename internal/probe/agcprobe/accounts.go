package agcprobe

import (
	"time"

	"github.com/golang-jwt/jwt/v5"

	"github.com/storeauth/terraform-provider-storeauth/internal/probe"
)

const audience = "https://oauth-login.cloud.huawei.com/oauth2/v3/token"

// claims are in whole seconds if issued and lifetime are.
func claims(s *probe.Session, issuer string, issued, lifetime time.Duration) map[string]any {
	at := s.Now().Truncate(time.Second).Add(issued)
	seconds := func(at time.Time) float64 { return float64(at.UnixMilli()) / 1000 }
	return map[string]any{"iss": issuer, "aud": audience, "iat": seconds(at), "exp": seconds(at.Add(lifetime))}
}

// strangerJWT is a sound JWT of an account that does not exist.
func strangerJWT(s *probe.Session) string {
	text := probe.JWT(jwt.SigningMethodPS256, probe.StrangerKey(), probe.Hex(32), claims(s, digits(s, "made_up_account", 10), -2*time.Minute, 30*time.Minute))
	s.Learn("jwt", text)
	return text
}

// assertion is how a JWT of the account differs from a good one.
type assertion struct {
	issued, lifetime time.Duration
	method           jwt.SigningMethod
	keyID            string
}

func (a assertion) sign(s *probe.Session) string {
	file, _ := readAccount(s.Env)
	key, err := probe.ParseKey(file.PrivateKey)
	if err != nil {
		s.Unprepared("the private key cannot be read")
		return ""
	}
	if a.keyID == "" {
		a.keyID = file.KeyID
	}
	text := probe.JWT(a.method, key, a.keyID, claims(s, file.SubAccount, a.issued, a.lifetime))
	s.Learn("jwt", text)
	return text
}

// accounts are the probes with the service account of the environment.
func accounts() []probe.Probe {
	one := func(id, asks string, failed int, a assertion, behaviours ...string) probe.Probe {
		return probe.Probe{
			ID: id, Asks: asks, Level: probe.Read, Behaviours: behaviours, Apart: true, Ready: needsAccount, Cannot: reads,
			FailedLogins: failed, Sends: []string{"GET /api/publish/v2/" + noApps},
			Ask: func(s *probe.Session) { s.Ask(get(noApps, a.sign(s), "")) },
		}
	}
	const back, half = -2 * time.Minute, 30 * time.Minute
	pss := jwt.SigningMethodPS256
	withClientID := one("H9g", "a good JWT with a client_id beside it", 1, assertion{back, half, pss, ""}, "service-account-client-id")
	withClientID.Ask = func(s *probe.Session) {
		s.Ask(get(noApps, assertion{back, half, pss, ""}.sign(s), digits(s, "made_up_client", 18)))
	}
	return []probe.Probe{
		one("H9a", "the ids of a package name that nobody has, with a good JWT", 0, assertion{back, half, pss, ""}, "service-account", "service-account-publishing"),
		one("H9b", "a JWT that is valid for 3601 seconds", 1, assertion{back, 3601 * time.Second, pss, ""}, "service-account-times"),
		one("H9c", "a JWT whose iat is ten minutes ahead", 1, assertion{10 * time.Minute, half, pss, ""}, "service-account-times"),
		one("H9h", "a JWT whose iat is half a minute ahead", 1, assertion{30 * time.Second, half, pss, ""}, "service-account-times"),
		one("H9d", "a JWT that has expired", 1, assertion{-time.Hour, half, pss, ""}, "service-account-times"),
		one("H9e", "a JWT whose kid is made up", 1, assertion{back, half, pss, "00000000000000000000000000000000"}, "service-account-refused"),
		one("H9f", "a JWT of RS256", 1, assertion{back, half, jwt.SigningMethodRS256, ""}, "service-account-refused"),
		one("H9i", "a JWT whose times have fractions", 1, assertion{back + time.Second/4, half, pss, ""}, "service-account-form"),
		withClientID,
	}
}

// byHand are the probes that only a person can ask.
func byHand() []probe.Probe {
	hand := func(id, asks, instructions string, behaviours ...string) probe.Probe {
		return probe.Probe{ID: id, Asks: asks, Level: probe.Attended, Behaviours: behaviours, Cannot: "nothing by itself: a person does it", Instructions: instructions}
	}
	return []probe.Probe{
		hand("H5", "a token of one site at another", "Set AGC_SITE to a site that is not the account's, run H1a and H8c, and note both answers.", "gate-other-site"),
		hand("H6", "a token that is older than 48 hours", "Keep a token for 48 hours and 10 minutes, then call appid-list with it and note the answer.", "gate-expired"),
		hand("H7f", "releaseType=3 and lang for an own app", "Call app-info for an own app with releaseType=3 and with lang=xx-XX, and note both answers without the app's data.", "app-info-no-phased", "app-info-language"),
		hand("H10", "a 403 over HTTP/2", "Make a client of a project, then call appid-list with curl --http1.1 -v and with curl --http2 -v, and note both status lines.", "gate-plain-403", "gate-project"),
		hand("H11", "a token whose client is deleted", "Make a spare client, mint a token, reset its key or delete it, and call appid-list with the token for an hour.", "gate-deleted-client"),
	}
}
