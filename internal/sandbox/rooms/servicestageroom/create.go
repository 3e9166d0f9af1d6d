package servicestageroom

import (
	"encoding/base64"
	"slices"
	"strings"
)

// begin reads a creation's repo_type and body. complete says whether the body, now in in, has what it needs.
func (room *Room) begin(r *request, way string, in any, complete func() bool) (repoType string, host gitHost, refused *failure) {
	checks := []func() *failure{
		func() (refused *failure) {
			repoType, host, refused = room.hostIn(r, way)
			return refused
		},
		func() *failure {
			if refused := r.decode(in); refused != nil || complete() {
				return refused
			}
			return parameterInvalid
		},
	}
	if room.switches.Get().BodyBeforeType {
		slices.Reverse(checks)
	}
	for _, check := range checks {
		if refused := check(); refused != nil {
			return "", gitHost{}, refused
		}
	}
	return repoType, host, nil
}

// createPersonal is POST /git/auths/{repo_type}/personal: an access token of the git host.
func (room *Room) createPersonal(r *request) (answer, *failure) {
	var in struct {
		Name  string `json:"name"`
		Token string `json:"token"`
		Host  string `json:"host"`
	}
	repoType, host, refused := room.begin(r, byPersonal, &in, func() bool { return in.Token != "" && nameForm.MatchString(in.Name) })
	if refused == nil {
		host, refused = host.selfHosted(in.Host, room.switches.Get().AnyHost)
	}
	if refused != nil {
		return answer{}, refused
	}
	return room.createWithSecret(r, newAuthorization{in.Name, repoType, byPersonal, "", in.Token, host})
}

// createPassword is POST /git/auths/{repo_type}/password: user and password, in
// the documented body or in the one that Huawei's own Terraform provider sends.
func (room *Room) createPassword(r *request) (answer, *failure) {
	var in struct {
		Name     string `json:"name"`
		User     string `json:"user"`
		Password string `json:"password"`
		Token    string `json:"token"`
	}
	repoType, host, refused := room.begin(r, byPassword, &in, func() bool {
		if in.User == "" && in.Password == "" && in.Token != "" {
			// What is not base64 leaves both empty.
			pair, _ := base64.StdEncoding.DecodeString(in.Token)
			in.User, in.Password, _ = strings.Cut(string(pair), ":")
		}
		return in.User != "" && in.Password != "" && nameForm.MatchString(in.Name)
	})
	if refused != nil {
		return answer{}, refused
	}
	return room.createWithSecret(r, newAuthorization{in.Name, repoType, byPassword, in.User, in.Password, host})
}

// newAuthorization is what an authorization by a secret is made from.
type newAuthorization struct {
	name, repoType, tokenType string
	// user is empty when only the git host can tell it.
	user, secret string
	host         gitHost
}

func (room *Room) createWithSecret(r *request, in newAuthorization) (answer, *failure) {
	r.note("authorization", in.name)
	room.mu.Lock()
	defer room.mu.Unlock()
	if _, taken := room.find(r.project, in.name); taken {
		return answer{}, nameTaken
	}
	owner := room.account(in.secret, in.user)
	if set := room.switches.Get(); owner.Refused && !set.UncheckedSecrets {
		return answer{}, secretRefusals[set.RefusedSecretCode]
	}
	return room.created(room.add(r.project, in.name, in.repoType, in.tokenType, owner.User, in.host)), nil
}

// secretRefusals are the answers that a secret refused by the git host might get, by code.
var secretRefusals = map[string]*failure{
	parameterInvalid.code:     parameterInvalid,
	authorizationInvalid.code: authorizationInvalid,
}
