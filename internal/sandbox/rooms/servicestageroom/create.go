package servicestageroom

import (
	"encoding/base64"
	"strings"
)

// createPersonal is POST /git/auths/{repo_type}/personal: an access token of the git host.
func (room *Room) createPersonal(r *request) (answer, *failure) {
	repoType, host, refused := hostFor(r.PathValue("repo_type"), byPersonal)
	if refused != nil {
		return answer{}, refused
	}
	var in struct {
		Name  string `json:"name"`
		Token string `json:"token"`
		Host  string `json:"host"`
	}
	if refused := r.decode(&in); refused != nil {
		return answer{}, refused
	}
	if in.Token == "" {
		return answer{}, parameterInvalid
	}
	if host, refused = host.selfHosted(in.Host); refused != nil {
		return answer{}, refused
	}
	return room.createWithSecret(r, newAuthorization{in.Name, repoType, byPersonal, "", in.Token, host})
}

// createPassword is POST /git/auths/{repo_type}/password: user and password, in
// the documented body or in the one that Huawei's own Terraform provider sends.
func (room *Room) createPassword(r *request) (answer, *failure) {
	repoType, host, refused := hostFor(r.PathValue("repo_type"), byPassword)
	if refused != nil {
		return answer{}, refused
	}
	var in struct {
		Name     string `json:"name"`
		User     string `json:"user"`
		Password string `json:"password"`
		Token    string `json:"token"`
	}
	if refused := r.decode(&in); refused != nil {
		return answer{}, refused
	}
	if in.User == "" && in.Password == "" && in.Token != "" {
		pair, err := base64.StdEncoding.DecodeString(in.Token)
		if err != nil {
			return answer{}, parameterInvalid
		}
		in.User, in.Password, _ = strings.Cut(string(pair), ":")
	}
	if in.User == "" || in.Password == "" {
		return answer{}, parameterInvalid
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
	if !nameForm.MatchString(in.name) {
		return answer{}, parameterInvalid
	}
	r.note("authorization", in.name)
	room.mu.Lock()
	defer room.mu.Unlock()
	if _, taken := room.find(r.project, in.name); taken {
		return answer{}, nameTaken
	}
	owner := room.account(in.secret, in.user)
	if owner.Refused {
		return answer{}, secretRefusals[room.switches.Get().RefusedSecretCode]
	}
	return room.created(room.add(r.project, in.name, in.repoType, in.tokenType, owner.User, in.host)), nil
}

// secretRefusals are the answers that a secret refused by the git host might get, by code.
var secretRefusals = map[string]*failure{
	parameterInvalid.code:     parameterInvalid,
	authorizationInvalid.code: authorizationInvalid,
}
