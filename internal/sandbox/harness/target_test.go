package harness_test

import (
	"io"
	"net/http"
	"testing"
)

// What a room sees of an address, as every vendor's table has it: as a rule, and under the switch.
func TestEverySwitchOfTheAddressIsEveryRooms(t *testing.T) {
	b := newBed(t)
	b.room.handle = func(w http.ResponseWriter, r *http.Request) {
		_, _ = io.WriteString(w, r.URL.Path+"?"+r.URL.Query().Get("a")+","+r.URL.Query().Get("b")+" "+r.RequestURI)
	}
	for _, c := range []struct{ set, sent, usual, switched string }{
		{`"repeated_parameter":"last"`, "/x?a=1&b=%20&a=2", "/x?1, ", "/x?2, "},
		{`"encoded_path":"as_sent"`, "/%78/a%2Fb", "/x/a/b?,", "/%78/a%2Fb?,"},
		{`"leading_slashes":"collapsed"`, "///x//y", "///x//y?,", "/x//y?,"},
		{`"leading_slashes":"collapsed"`, "", "?,", "?,"},
	} {
		for _, prefix := range []string{"/echo", "/echo2"} {
			sent := prefix + c.sent
			_, _, _ = b.do("POST", "/console/reset", "")
			if _, got, err := b.do("GET", sent, ""); err != nil || got != c.usual+" "+sent {
				t.Errorf("%s: %v %s, want %s", sent, err, got, c.usual)
			}
			if resp, body, err := b.do("POST", "/console/echo/switches", "{"+c.set+"}"); err != nil || resp.StatusCode != http.StatusOK {
				t.Fatalf("%s: %v %s", c.set, err, body)
			}
			if _, got, err := b.do("GET", sent, ""); err != nil || got != c.switched+" "+sent {
				t.Errorf("%s with %s: %v %s, want %s", sent, c.set, err, got, c.switched)
			}
		}
	}
}
