package harness

import (
	"bytes"
	"encoding/json"
	"net/http"
)

func checkScribble(rule *Fault) error {
	if _, isText := rule.text(); !isText {
		return Refuse(http.StatusBadRequest, `Kind "scribble" needs a "body": the text to write behind each text of the answer.`)
	}
	return nil
}

// playScribble sends the vendor's own answer with the rule's text behind each text in it, as somebody would who may choose
// names at a vendor.
func playScribble(x *exchange, rule *Fault) {
	text, _ := rule.text() // checked when it was set
	a := x.act()
	decoder := json.NewDecoder(bytes.NewReader(a.body.Bytes()))
	decoder.UseNumber()
	var value any
	if decoder.Decode(&value) == nil {
		encoded, _ := json.Marshal(scribbled(value, text)) // what was decoded encodes
		a.body.Reset()
		a.body.Write(encoded)
		a.header.Del("Content-Length")
	}
	x.send(a)
}

func scribbled(value any, text string) any {
	switch value := value.(type) {
	case string:
		return value + text
	case []any:
		for i := range value {
			value[i] = scribbled(value[i], text)
		}
	case map[string]any:
		for name := range value {
			value[name] = scribbled(value[name], text)
		}
	}
	return value
}
