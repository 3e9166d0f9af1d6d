package harness_test

import (
	"net/http"
	"net/http/httptest"
	"reflect"
	"strings"
	"testing"
	"time"

	"github.com/storeauth/terraform-provider-storeauth/internal/sandbox/harness"
)

// knobs has a switch of every type.
type knobs struct {
	Flag  bool
	Word  string
	Code  int
	Limit int
	Text  string
	Delay time.Duration
	Words []string
}

func declareKnobs(k *knobs) []harness.Switch {
	return []harness.Switch{
		harness.Flag("flag", &k.Flag, "It is on."),
		harness.Choice("word", &k.Word, "Which word.", "one", "two"),
		harness.Choice("code", &k.Code, "Which code.", 404, 410),
		harness.Number("limit", &k.Limit, "How many.", 0, 9, 0, 1),
		harness.Text("text", &k.Text, "What it says.", "usual", "unusual"),
		harness.Duration("delay", &k.Delay, "How long.", 0, time.Minute, time.Second),
		harness.Subset("words", &k.Words, "Some words.", "a", "b"),
	}
}

var usual = knobs{Word: "one", Code: 404, Text: "usual", Delay: time.Minute, Words: []string{}}

// newPanel is a console at a room with the switches.
func newPanel(t *testing.T) (*harness.Switches[knobs], func(method, path, body string) (int, string)) {
	t.Helper()
	switches := harness.NewSwitches(declareKnobs)
	sim, err := harness.NewSimulator(harness.NewClock(nil), &echo{name: "echo", panel: switches})
	if err != nil {
		t.Fatal(err)
	}
	return switches, func(method, path, body string) (int, string) {
		answer := httptest.NewRecorder()
		sim.ServeHTTP(answer, httptest.NewRequest(method, "/console"+path, strings.NewReader(body)))
		return answer.Code, strings.Join(strings.Fields(answer.Body.String()), "")
	}
}

func TestSwitchesAreSetAtTheConsoleAndResetWithTheRest(t *testing.T) {
	switches, call := newPanel(t)
	status, body := call("POST", "/echo/switches",
		`{"flag":true,"word":"two","code":410,"limit":9,"text":"","delay":"90s","words":["b"]}`)
	want := knobs{Flag: true, Word: "two", Code: 410, Limit: 9, Delay: 90 * time.Second, Words: []string{"b"}}
	if got := switches.Get(); status != http.StatusOK || !reflect.DeepEqual(got, want) {
		t.Errorf("%d %s; the room reads %+v", status, body, got)
	}
	const shown = `{"code":410,"delay":"1m30s","encoded_path":"decoded","flag":true,"leading_slashes":"kept","limit":9,` +
		`"repeated_parameter":"first","text":"","word":"two","words":["b"]}`
	if _, again := call("GET", "/echo/switches", ""); body != shown || again != shown {
		t.Errorf("the console shows %s, then %s", body, again)
	}
	if status, _ := call("POST", "/reset", ""); status != http.StatusNoContent || !reflect.DeepEqual(switches.Get(), usual) {
		t.Errorf("after a reset: %d, %+v", status, switches.Get())
	}
}

func TestRefusedChangeOfSwitchesChangesNone(t *testing.T) {
	switches, call := newPanel(t)
	for name, values := range map[string][]string{
		"flag": {`1`, `"true"`, `null`}, "word": {`"three"`, `1`, `null`}, "code": {`404.5`, `200`, `"410"`}, "limit": {`-1`, `10`},
		"text": {`1`, `null`}, "delay": {`60`, `"soon"`, `"-1s"`, `"1500ms"`}, "words": {`["c"]`, `"a"`, `null`}, "nothing": {`true`},
	} {
		for _, value := range values {
			status, body := call("POST", "/echo/switches", `{"flag":true,"`+name+`":`+value+`}`)
			if status != http.StatusBadRequest || !strings.Contains(body, `\"`+name+`\"`) {
				t.Errorf("%s = %s: %d %s", name, value, status, body)
			}
		}
	}
	if got := switches.Get(); !reflect.DeepEqual(got, usual) {
		t.Errorf("the refusals left %+v", got)
	}
}

func TestConsoleListsTheSwitchesOfEveryRoom(t *testing.T) {
	_, call := newPanel(t)
	_, body := call("GET", "/switches", "")
	for _, row := range []string{
		`{"name":"flag","type":"boolean","default":false,"allowed":"trueorfalse","try":[true],"about":"Itison."}`,
		`"name":"word","type":"string","default":"one","allowed":"oneof\"one\",\"two\"","try":["two"]`,
		`"name":"code","type":"integer","default":404,"allowed":"oneof404,410","try":[410]`,
		`"name":"delay","type":"duration","default":"1m0s"`, `"try":["1s"]`,
		`"name":"words","type":"listofstrings","default":[],"allowed":"someof\"a\",\"b\"","try":[["a"],["b"]]`,
	} {
		if !strings.HasPrefix(body, `{"echo":[`) || !strings.Contains(body, row) {
			t.Errorf("the list lacks %s: %s", row, body)
		}
	}
}

func TestUnsoundSwitchesAreRefused(t *testing.T) {
	for name, declare := range map[string]func(*knobs) []harness.Switch{
		"twice": func(k *knobs) []harness.Switch {
			return []harness.Switch{harness.Flag("flag", &k.Flag, "It is on."), harness.Flag("flag", &k.Flag, "It is on.")}
		},
		"no sentence":    func(k *knobs) []harness.Switch { return []harness.Switch{harness.Flag("flag", &k.Flag, "")} },
		"nothing to try": func(k *knobs) []harness.Switch { return []harness.Switch{harness.Text("text", &k.Text, "A text.", "")} },
		"a value to try that is refused": func(k *knobs) []harness.Switch {
			return []harness.Switch{harness.Number("limit", &k.Limit, "How many.", 0, 9, 0, 10)}
		},
	} {
		if _, err := harness.NewSimulator(harness.NewClock(nil), &echo{name: "echo", panel: harness.NewSwitches(declare)}); err == nil {
			t.Errorf("%s: no error", name)
		}
	}
}
