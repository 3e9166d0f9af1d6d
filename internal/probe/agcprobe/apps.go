package agcprobe

import (
	"strconv"
	"strings"

	"github.com/storeauth/terraform-provider-storeauth/internal/probe"
)

// apps are the probes of the Publishing API.
func apps() []probe.Probe {
	one := func(id, asks, path, behaviour string) probe.Probe {
		return probe.Probe{
			ID: id, Asks: asks, Level: probe.Read, Behaviours: []string{behaviour}, Ready: needsClient, Cannot: reads,
			Sends: []string{tokenLine, "GET /api/publish/v2/" + noApps, "GET /api/publish/v2/" + path},
			Ask:   func(s *probe.Session) { s.Ask(get(path, permitted(s), s.Env(idVariable))) },
		}
	}
	return []probe.Probe{
		{
			ID: "H8c", Asks: "the ids of a package name that nobody has", Level: probe.Read, Behaviours: []string{"app-ids", "app-ids-none"},
			Ready: needsClient, Cannot: reads, Sends: []string{tokenLine, "GET /api/publish/v2/" + noApps}, Ask: askNoApps,
		},
		one("H7a", "an app that does not exist", "app-info?appId=1", "app-info-unknown"),
		one("H7b", "an app that is another team's, if it is anyone's", "app-info?appId="+strangeApp, "app-info-foreign"),
		one("H7c", "an app without its id", "app-info", "app-info-bad-input"),
		one("H7d", "an app that does not exist, with releaseType=2", "app-info?appId=1&releaseType=2", "app-info-bad-input"),
		one("H7e", "a package name in the place of an app's id", "app-info?appId=com.example.no.such.app", "app-info-package-name"),
		one("H7g", "an app that does not exist, with an empty releaseType", "app-info?appId=1&releaseType=", "app-info-bad-input"),
		one("H7h", "a package name in the place of an app's id, with releaseType=2", "app-info?appId=com.example.no.such.app&releaseType=2", "app-info-order"),
		one("H7i", "an app by two ids, a number that no app has and then a package name", "app-info?appId=1&appId=com.example.no.such.app", "repeated-parameter"),
		one("H8a", "the ids of apps without a package name", "appid-list", "app-ids-bad-input"),
		one("H8b", "the ids of 51 package names", "appid-list?packageName="+tooManyNames(), "app-ids-bad-input"),
		one("H8d", "the ids of a package name that nobody has, of two types", noApps+"&packageTypes=1,7", "app-ids-types"),
		one("H8e", "the ids of two empty package names", "appid-list?packageName=,", "app-ids-bad-input"),
	}
}

// askNoApps shows as well whether the client may read apps. A client that may not is refused, and then nothing is known.
func askNoApps(s *probe.Session) {
	a := s.Ask(get(noApps, token(s), s.Env(idVariable)))
	if a.Status == 403 {
		s.Unprepared("the client may not read apps")
	}
}

func tooManyNames() string {
	var names []string
	for n := range 51 {
		names = append(names, "a.b"+strconv.Itoa(n))
	}
	return strings.Join(names, ",")
}
