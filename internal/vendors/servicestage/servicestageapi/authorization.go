package servicestageapi

import (
	"strconv"
	"strings"
	"time"

	"github.com/storeauth/terraform-provider-storeauth/internal/vendorhttp"
)

// Statuses of an authorization (servicestage_06_0092: 0 normal, 1 overdue, 2 unauthenticated).
const (
	StatusNormal          = "normal"
	StatusOverdue         = "overdue"
	StatusUnauthenticated = "unauthenticated"
	// StatusUnrecognized is a number that the reference does not list.
	StatusUnrecognized = "unrecognized"
)

var statuses = map[vendorhttp.Text]string{"0": StatusNormal, "1": StatusOverdue, "2": StatusUnauthenticated}

// Token types: how an authorization proves itself to the git host.
const (
	TokenTypeOAuth    = "oauth"
	TokenTypePersonal = "personal"
	TokenTypePassword = "password"
)

// Authorization is one git repository authorization. Its name is unique in the project and never changes. A field that the
// vendor leaves out is empty, which proves nothing.
type Authorization struct {
	Name string
	// RepoType and TokenType are lower case: the vendor's tables and samples differ in it.
	RepoType, TokenType string
	// RepoHost and RepoHome are addresses, RepoUser the user at the git host.
	RepoHost, RepoHome, RepoUser, AvatarURL string
	// Tag is the site label. Only a list has it, and older regions do not.
	Tag string
	// Status is one of the constants.
	Status string
	// CreatedAt and UpdatedAt are zero when the vendor gives no time.
	CreatedAt, UpdatedAt time.Time
}

// wireAuthorization is the vendor's form; the avatar's misspelling is the vendor's, and times are milliseconds.
type wireAuthorization struct {
	Name       vendorhttp.Text `json:"name"`
	RepoType   vendorhttp.Text `json:"repo_type"`
	RepoHost   vendorhttp.Text `json:"repo_host"`
	RepoHome   vendorhttp.Text `json:"repo_home"`
	RepoUser   vendorhttp.Text `json:"repo_user"`
	Avartar    vendorhttp.Text `json:"avartar"`
	TokenType  vendorhttp.Text `json:"token_type"`
	CreateTime vendorhttp.Text `json:"create_time"`
	UpdateTime vendorhttp.Text `json:"update_time"`
	Tag        vendorhttp.Text `json:"tag"`
	Status     vendorhttp.Text `json:"status"`
}

func (w wireAuthorization) authorization() Authorization {
	status, known := statuses[w.Status]
	if !known && w.Status != "" {
		status = StatusUnrecognized
	}
	return Authorization{
		Name:      printable(w.Name),
		RepoType:  strings.ToLower(printable(w.RepoType)),
		TokenType: strings.ToLower(printable(w.TokenType)),
		RepoHost:  printable(w.RepoHost),
		RepoHome:  address(w.RepoHome),
		RepoUser:  printable(w.RepoUser),
		AvatarURL: address(w.Avartar),
		Tag:       printable(w.Tag),
		Status:    status,
		CreatedAt: milliseconds(w.CreateTime),
		UpdatedAt: milliseconds(w.UpdateTime),
	}
}

// printable makes a text of the vendor's, which may come from somebody at a git host, fit for a terminal and a state. What a
// valid name is made of stays as it is.
func printable(text vendorhttp.Text) string { return vendorhttp.Printable(text.String()) }

// address is printable for an address, which may be longer than a text and is of no use cut off.
func address(text vendorhttp.Text) string {
	if openable(text.String()) {
		return text.String()
	}
	return printable(text)
}

func milliseconds(text vendorhttp.Text) time.Time {
	number, err := strconv.ParseInt(text.String(), 10, 64)
	if err != nil || number <= 0 {
		return time.Time{}
	}
	return time.UnixMilli(number).UTC()
}
