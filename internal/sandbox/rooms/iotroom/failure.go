package iotroom

import (
	"fmt"
	"net/http"
	"strconv"

	"github.com/storeauth/terraform-provider-storeauth/internal/sandbox/harness"
)

// reply is a status and a JSON body; an empty body is sent without a content type.
type reply struct {
	status int
	body   string
}

// failure is a refusal before it gets its envelope.
type failure struct {
	status     int
	code, text string
	// gateway is set for refusals of the gateway before the platform, which has an envelope of its own.
	gateway bool
}

// failures are the refusals whose words are known, by code.
var failures = map[string]*failure{
	"100247":  {http.StatusBadRequest, "100247", "Operation not allowed. The application has been frozen.", false},
	"100449":  {http.StatusBadRequest, "100449", "The device is freezed cant operate.", false},
	"102202":  {http.StatusBadRequest, "102202", "Required Parameter is null or empty.", false},
	"50400":   {http.StatusBadRequest, "50400", "The input is invalid.", false},
	"100022":  {http.StatusBadRequest, "100022", "The input is invalid.", false},
	"100208":  {http.StatusUnauthorized, "100208", "AppId or secret is not right.", false},
	"100006":  {http.StatusUnauthorized, "100006", "Refresh access token failed.", false},
	"100025":  {http.StatusUnauthorized, "100025", "AppId for auth not exist.", false},
	"100203":  {http.StatusForbidden, "100203", "The application is not existed.", false},
	"100217":  {http.StatusForbidden, "100217", "The application hasn't been authorized.", false},
	"100403":  {http.StatusNotFound, "100403", "The device is not existed.", false},
	"100418":  {http.StatusNotFound, "100418", "The deviceData is not existed.", false},
	"50252":   {http.StatusInternalServerError, "50252", "Internal server error.", false},
	"100220":  {http.StatusInternalServerError, "100220", "Get AppKey from header failed.", false},
	"1010005": {http.StatusForbidden, "1010005", "Invalid access token or appId.", true},
	"1010009": {http.StatusForbidden, "1010009", "app throttle exceed.", true},
}

var (
	missingParameter = failures["102202"]
	invalidBody      = failures["50400"]
	invalidInput     = failures["100022"]
	wrongSecret      = failures["100208"]
	noAppKey         = failures["100025"]
	noSuchApp        = failures["100203"]
	notAuthorized    = failures["100217"]
	deadToken        = failures["1010005"]
	throttled        = failures["1010009"]
)

// reply puts the failure into its envelope; numeric writes the code as a number.
func (f *failure) reply(numeric bool) reply {
	var code any = f.code
	if number, err := strconv.Atoi(f.code); numeric && err == nil {
		code = number
	}
	if f.gateway {
		return reply{f.status, harness.JSON(struct {
			Code any    `json:"resultcode"`
			Text string `json:"resultmsg"`
		}{code, f.text})}
	}
	return reply{f.status, harness.JSON(struct {
		Code any    `json:"error_code"`
		Text string `json:"error_desc"`
	}{code, f.text})}
}

// webServer answers for a path or a method that is not published, as a web server before the platform might.
func webServer(w http.ResponseWriter, published bool) {
	status := http.StatusNotFound
	if published {
		status = http.StatusMethodNotAllowed
	}
	line := fmt.Sprintf("%d %s", status, http.StatusText(status))
	w.Header().Set("Content-Type", "text/html")
	w.WriteHeader(status)
	fmt.Fprintf(w, "<html><head><title>%s</title></head><body><h1>%s</h1></body></html>", line, line)
}

// answer is the handler of a call. Refusals that the console has set come first.
func (room *Room) answer(name string, call func(*http.Request) (reply, *failure)) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		refused := room.setRefusal(name)
		var out reply
		if refused == nil {
			out, refused = call(r)
		}
		if refused != nil {
			out = refused.reply(room.switches.Get().NumericCodes)
		}
		if out.body != "" {
			w.Header().Set("Content-Type", "application/json")
		}
		w.WriteHeader(out.status)
		_, _ = w.Write([]byte(out.body))
	}
}
