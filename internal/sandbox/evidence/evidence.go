// Package evidence is what vendors were seen to answer: the form of an evidence file, and the files that are kept. The
// command storeauth-probe writes such files. A file is kept as <vendor>/<date>.json in this folder and is never edited by
// hand: a test asks the sandbox the same, and the tags of BEHAVIOURS.md follow from it.
package evidence

import (
	"embed"
	"encoding/json"
	"fmt"
	"io/fs"
	"path"
	"slices"
	"strings"
	"time"
)

// Format is the version of the form.
const Format = "storeauth-evidence/1"

// Verdict is what the comparison of a vendor's answers with the sandbox's came to.
type Verdict string

// The verdicts.
const (
	// AsSimulated is: the sandbox answers the same as it stands.
	AsSimulated Verdict = "as_simulated"
	// AsSwitch is: the sandbox answers the same under one of its switches.
	AsSwitch Verdict = "as_switch"
	// Differs is: the sandbox does not answer so under any switch.
	Differs Verdict = "differs"
	// NotAsked is: the probe did not run, or could not be prepared.
	NotAsked Verdict = "not_asked"
	// NoAnswer is: the connection failed.
	NoAnswer Verdict = "no_answer"
)

// Verdicts are all verdicts, in the order in which they are shown.
var Verdicts = []Verdict{AsSimulated, AsSwitch, Differs, NotAsked, NoAnswer}

// File is one run against one vendor. It holds no secret, no id and no personal data: placeholders stand for them.
type File struct {
	Format    string          `json:"format"`
	Vendor    string          `json:"vendor"`
	Endpoint  string          `json:"endpoint"`
	StartedAt time.Time       `json:"started_at"`
	Version   string          `json:"version"`
	Probes    []Probe         `json:"probes"`
	Summary   map[Verdict]int `json:"summary"`
}

// Probe is one question and what came of it.
type Probe struct {
	ID string `json:"id"`
	// Behaviours are ids of the vendor's table in BEHAVIOURS.md.
	Behaviours []string   `json:"behaviours"`
	Level      string     `json:"level"`
	Exchanges  []Exchange `json:"exchanges"`
	Verdict    Verdict    `json:"verdict"`
	// Switch is there when the verdict is as_switch.
	Switch *Switch `json:"switch,omitempty"`
	// With are the switches that must stand so as well.
	With []Switch `json:"with,omitempty"`
	// Says is one sentence for people.
	Says string `json:"says"`
}

// Switch is a switch of the room and the value under which the room answers as the vendor does.
type Switch struct {
	Name  string `json:"name"`
	Value any    `json:"value"`
}

// Exchange is a request and its answer.
type Exchange struct {
	Request  Request  `json:"request"`
	Response Response `json:"response"`
	// Setup is set for a step that only prepares the question. It is compared only when it ends the probe.
	Setup bool `json:"setup,omitempty"`
}

// Request is what was sent, with placeholders.
type Request struct {
	Method string `json:"method"`
	Path   string `json:"path"`
	// HeaderNames are sorted; the values are never kept.
	HeaderNames []string `json:"header_names"`
	Body        string   `json:"body"`
}

// Response is what came back, in the form in which it is compared.
type Response struct {
	Status       int               `json:"status"`
	ReasonPhrase string            `json:"reason_phrase"`
	Headers      map[string]string `json:"headers"`
	Body         string            `json:"body"`
}

// Schema is the JSON schema of a file.
//
//go:embed schema.json
var Schema []byte

//go:embed all:*
var kept embed.FS

// Kept are the files that the project keeps.
func Kept() ([]File, error) { return Read(kept) }

// Read reads the files <vendor>/<date>.json of a folder, in the order of their dates for each vendor.
func Read(folder fs.FS) ([]File, error) {
	names, err := fs.Glob(folder, "*/*.json")
	if err != nil {
		return nil, err
	}
	slices.Sort(names)
	var files []File
	for _, name := range names {
		file, err := readFile(folder, name)
		if err != nil {
			return nil, fmt.Errorf("evidence %s: %w", name, err)
		}
		files = append(files, file)
	}
	return files, nil
}

func readFile(folder fs.FS, name string) (File, error) {
	text, err := fs.ReadFile(folder, name)
	if err != nil {
		return File{}, err
	}
	decoder := json.NewDecoder(strings.NewReader(string(text)))
	decoder.DisallowUnknownFields()
	var file File
	if err := decoder.Decode(&file); err != nil {
		return File{}, err
	}
	date := file.StartedAt.UTC().Format(time.DateOnly)
	switch {
	case file.Format != Format:
		return File{}, fmt.Errorf("its format is %q, not %q", file.Format, Format)
	case name != path.Join(file.Vendor, date+".json"):
		return File{}, fmt.Errorf("it is of %s and began on %s, so its name is %s/%s.json", file.Vendor, date, file.Vendor, date)
	}
	return file, nil
}

// Proven are the behaviours that the vendor was seen to have, as the sandbox has them: by vendor and behaviour the latest date.
// A behaviour is proven by the newest file that asked about it, and by nothing older when the newest one disagrees.
func Proven(files []File) map[string]map[string]string {
	proven := map[string]map[string]string{}
	for _, file := range files {
		if proven[file.Vendor] == nil {
			proven[file.Vendor] = map[string]string{}
		}
		agree, disagree := map[string]bool{}, map[string]bool{}
		for _, probe := range file.Probes {
			for _, behaviour := range probe.Behaviours {
				agree[behaviour] = agree[behaviour] || probe.Verdict == AsSimulated
				disagree[behaviour] = disagree[behaviour] || probe.Verdict == AsSwitch || probe.Verdict == Differs
			}
		}
		for behaviour := range agree {
			switch {
			case disagree[behaviour]:
				delete(proven[file.Vendor], behaviour)
			case agree[behaviour]:
				proven[file.Vendor][behaviour] = file.StartedAt.UTC().Format(time.DateOnly)
			}
		}
	}
	return proven
}
