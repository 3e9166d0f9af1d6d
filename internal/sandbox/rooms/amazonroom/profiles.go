package amazonroom

import (
	"time"
)

// apiScopes are the two APIs of the console's API Access page and their scopes. A
// profile may also have other scopes, such as messaging:push.
var apiScopes = map[string]string{
	"app_submission": scopeAppSubmission,
	"reporting":      "adx_reporting::appstore:marketer",
}

const scopeAppSubmission = "appstore::apps:readwrite"

// span is the time in which something holds; a zero until is open.
type span struct{ from, until time.Time }

func (s span) holds(now time.Time) bool {
	return !now.Before(s.from) && (s.until.IsZero() || now.Before(s.until))
}

// secret is a client secret and when it works.
type secret struct {
	value string
	span
}

// profile is a security profile.
type profile struct {
	clientID, name        string
	applicationID, userID string
	// secrets holds the current one last.
	secrets []secret
	// attachments are by scope.
	attachments map[string]span
	// unauthorized profiles may not use client credentials at all.
	unauthorized bool
	// deleted profiles are kept: their tokens may still be valid, and the console can restore them.
	deleted bool
}

func (p *profile) accepts(value string, now time.Time) bool {
	for _, s := range p.secrets {
		if s.value == value && s.holds(now) {
			return true
		}
	}
	return false
}

func (p *profile) attached(scope string, now time.Time) bool {
	s, ok := p.attachments[scope]
	return ok && s.holds(now)
}

// attach takes effect after delay. An attachment that still holds is kept.
func (p *profile) attach(scope string, now time.Time, delay time.Duration) {
	from := now.Add(delay)
	if p.attached(scope, now) {
		from = p.attachments[scope].from
	}
	p.attachments[scope] = span{from: from}
}

// detach takes effect after delay.
func (p *profile) detach(scope string, now time.Time, delay time.Duration) {
	if p.attached(scope, now) {
		p.attachments[scope] = span{from: p.attachments[scope].from, until: now.Add(delay)}
		return
	}
	delete(p.attachments, scope)
}

// rotate makes value the secret after delay. Unless keep is set, the previous secret stops working at once.
func (p *profile) rotate(value string, now time.Time, delay time.Duration, keep bool) {
	if !keep {
		p.secrets = nil
	}
	p.secrets = append(p.secrets, secret{value, span{from: now.Add(delay)}})
}
