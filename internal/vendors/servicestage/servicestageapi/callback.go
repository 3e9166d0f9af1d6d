package servicestageapi

import (
	"errors"
	"net/url"
	"strings"
)

// Callback is what the browser step ends with.
type Callback struct {
	// RepoType is empty when the address does not say it.
	RepoType string
	// Code is a secret, good for one use; State is not one, the address that began the step shows it.
	Code, State string
}

// ParseCallback reads the address that the browser shows at the end, as
// https://console.huaweicloud.com/servicestage/oauth?repo_type=github&code=…&state=%242a%2410%24… or with the values decoded
// already (servicestage_06_0094). Values are decoded once and a plus sign stays one: this is no HTML form. The error repeats
// nothing of the address.
func ParseCallback(address string) (Callback, error) {
	address = strings.TrimSpace(address)
	if strings.ContainsAny(address, " \t\r\n") {
		return Callback{}, errors.New("it has whitespace inside; copy the whole address bar as one line")
	}
	// No value contains a bare #.
	address, fragment, _ := strings.Cut(address, "#")
	base, query, _ := strings.Cut(address, "?")
	if u, err := url.Parse(base); err != nil || u.Scheme == "" || u.Host == "" {
		return Callback{}, errors.New("it is not an address; copy the whole address bar, from https:// on")
	}
	// A console that routes in the browser has the query in the fragment: https://host/?region=…#/oauth?repo_type=….
	inFragment := fragment[strings.Index(fragment, "?")+1:]
	values := map[string]string{}
	for part := range strings.SplitSeq(query+"&"+inFragment, "&") {
		name, value, _ := strings.Cut(part, "=")
		if decoded, err := url.PathUnescape(value); err == nil {
			value = decoded
		}
		if values[name] == "" {
			values[name] = value
		}
	}
	c := Callback{RepoType: strings.ToLower(values["repo_type"]), Code: values["code"], State: values["state"]}
	switch {
	case c.Code == "" && values["error"] != "":
		return Callback{}, errors.New("it says that the git host granted nothing; open authorize_url again and allow the access")
	case c.Code == "" && values["client_id"] != "":
		return Callback{}, errors.New("it is the address to open, not the one the browser ends at; open it, sign in, and copy the address bar then")
	case c.Code == "":
		return Callback{}, errors.New("it has no code; copy the address bar after signing in to the git host and to Huawei Cloud")
	case c.State == "":
		return Callback{}, errors.New("it has no state; copy the whole address bar")
	}
	return c, nil
}
