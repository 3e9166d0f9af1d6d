package harness

import (
	"fmt"
	"io"
	"net/http"
	"strings"
)

// Tag says how well a simulated behaviour is known.
type Tag string

const (
	// Documented is what the vendor's own pages say.
	Documented Tag = "documented"
	// SeenLive is what somebody reports to have seen from the real service.
	SeenLive Tag = "seen live"
	// Assumed is a guess with a reason; a client must not rely on it.
	Assumed Tag = "assumed"
)

// Behaviour is one line of what a room simulates.
type Behaviour struct {
	// ID is unique in the room, in kebab-case.
	ID string `json:"id"`
	// What says which request, under which condition, gets which answer.
	What string `json:"what"`
	// Tag says how well it is known.
	Tag Tag `json:"tag"`
	// Source names the page or project it is known from, or why it is assumed.
	Source string `json:"source"`
}

// table is what a room simulates: its own rows, and those that every room has.
func table(room Room) []Behaviour { return append(room.Behaviours(), SharedBehaviours()...) }

// checkBehaviours refuses a table that cannot be read: an id twice, an unknown tag, an empty column.
func checkBehaviours(room string, table []Behaviour) error {
	seen := map[string]bool{}
	for _, b := range table {
		if seen[b.ID] {
			return fmt.Errorf("room %s: behaviour %q is declared twice", room, b.ID)
		}
		seen[b.ID] = true
		if b.ID == "" || b.What == "" || b.Source == "" {
			return fmt.Errorf("room %s: behaviour %q lacks an id, a text or a source", room, b.ID)
		}
		if b.Tag != Documented && b.Tag != SeenLive && b.Tag != Assumed {
			return fmt.Errorf("room %s: behaviour %q has the unknown tag %q", room, b.ID, b.Tag)
		}
	}
	return nil
}

// WriteBehaviours writes the Markdown tables of all rooms, one section a room. proven has the dates of kept evidence, by room and
// behaviour.
func (s *Simulator) WriteBehaviours(w io.Writer, proven map[string]map[string]string) error {
	var b strings.Builder
	b.WriteString("# What the sandbox simulates\n\n")
	b.WriteString("Generated from the rooms' tables; a test holds it equal to the code.\n\n")
	b.WriteString("- documented: the vendor's own pages say so\n")
	b.WriteString("- seen live: somebody reports to have seen it from the real service\n")
	b.WriteString("- seen live, with a date: storeauth-probe has seen it, and the folder evidence holds the exchange\n")
	b.WriteString("- assumed: a guess, with its reason; clients must not rely on it\n")
	cell := strings.NewReplacer("|", `\|`, "\n", " ")
	for _, room := range s.rooms {
		fmt.Fprintf(&b, "\n## %s\n\nServed below %s.\n\n| id | what it does | known | source |\n|---|---|---|---|\n",
			room.Name(), strings.Join(room.Prefixes(), " and "))
		for _, row := range table(room) {
			known := string(row.Tag)
			if date := proven[room.Name()][row.ID]; date != "" {
				known = string(SeenLive) + ", " + date
			}
			fmt.Fprintf(&b, "| %s | %s | %s | %s |\n", row.ID, cell.Replace(row.What), known, cell.Replace(row.Source))
		}
	}
	_, err := io.WriteString(w, b.String())
	return err
}

// Knowledge counts the behaviours of a room by how well they are known.
type Knowledge struct{ Proven, Documented, SeenLive, Assumed int }

// Knowledge is that of each room, by the room's name. proven has the dates of kept evidence.
func (s *Simulator) Knowledge(proven map[string]map[string]string) map[string]Knowledge {
	all := make(map[string]Knowledge, len(s.rooms))
	for _, room := range s.rooms {
		var k Knowledge
		for _, row := range table(room) {
			switch {
			case proven[room.Name()][row.ID] != "":
				k.Proven++
			case row.Tag == Documented:
				k.Documented++
			case row.Tag == SeenLive:
				k.SeenLive++
			default:
				k.Assumed++
			}
		}
		all[room.Name()] = k
	}
	return all
}

func (s *Simulator) behaviours(*http.Request) (any, error) {
	all := make(map[string][]Behaviour, len(s.rooms))
	for _, room := range s.rooms {
		all[room.Name()] = table(room)
	}
	return all, nil
}
