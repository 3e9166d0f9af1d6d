package main

import "fmt"

// The kinds that targets speak of: this provider's authorizations, and their neighbours in other providers.
const (
	tokens     = "storeauth_servicestage_token_authorization"    //nolint:gosec // a type
	passwords  = "storeauth_servicestage_password_authorization" //nolint:gosec // a type
	random     = "random_id"
	neighbours = "huaweicloud_servicestage_repo_token_authorization"
)

// target is what must hold of large configurations.
type target struct {
	text string
	// of returns the measured figure and its limit. It is not called unless all of needs was measured.
	of    func(measured []measurement) (figure, limit float64)
	needs []which
	// format is how figure and limit are written.
	format string
	// least says that the limit is the least, and not the most.
	least bool
}

// which names a measurement.
type which struct {
	kind    string
	objects int
	step    string
}

// targets are listed in the order of the page.
var targets = append([]target{
	beside("Plan of 1,000 authorizations, beside `random_id`", "plan", 1.25),
	beside("Apply of 1,000 authorizations, beside `random_id`", "apply", 2),
	beside("Destroy of 1,000 authorizations, beside `random_id`", "destroy", 2),
	{"200 authorizations at 100 ms: how many times faster than `huaweicloud`",
		func(m []measurement) (float64, float64) { return m[1].wall / m[0].wall, 4 },
		[]which{{tokens, 200, "plan-100ms"}, {neighbours, 200, "plan-100ms"}}, "%.2f", true},
	{"Until the schema is there, beside the provider `random`",
		func(m []measurement) (float64, float64) { return m[0].wall / m[1].wall, 1.2 },
		[]which{{"storeauth", 0, start}, {"random", 0, start}}, "%.2f", false},
	memory("Memory for a plan of 1,000", tokens, 1000, "plan", 60),
	memory("Memory for a plan of 3,000", tokens, 3000, "plan", 90),
	memory("Memory for an apply of 1,000", tokens, 1000, "apply", 80),
	memory("Memory for a destroy of 1,000", tokens, 1000, "destroy", 80),
	memory("Memory for a plan of 100 with passwords", passwords, 100, "plan", 100),
	calls("Calls of a plan of 1,000, the project's lookup among them", "plan", 0, 2),
	calls("Calls of an apply of 1,000, beside its writes", "apply", 1000, 12),
	calls("Calls of a destroy of 1,000, beside its writes", "destroy", 1000, 12),
	{"Plan of 100 with passwords, beside 2 plans of 100 with tokens and 100 times what one password adds",
		func(m []measurement) (float64, float64) {
			return m[0].wall, 2*m[1].wall + 100*(m[2].wall-m[3].wall)
		},
		[]which{{passwords, 100, "plan"}, {tokens, 100, "plan"}, {passwords, 1, "plan"}, {tokens, 1, "plan"}}, "%.1f s", false},
}, adopted("storeauth_agc_api_client", "storeauth_galaxy_service_account", "storeauth_amazon_security_profile_attachment")...)

func beside(text, step string, limit float64) target {
	return target{text, func(m []measurement) (float64, float64) { return m[0].wall / m[1].wall, limit },
		[]which{{tokens, 1000, step}, {random, 1000, step}}, "%.2f", false}
}

func memory(text, kind string, objects int, step string, limit float64) target {
	return target{text, func(m []measurement) (float64, float64) { return m[0].memory, limit },
		[]which{{kind, objects, step}}, "%.0f MiB", false}
}

func calls(text, step string, writes, limit float64) target {
	return target{text, func(m []measurement) (float64, float64) { return m[0].calls - writes, limit },
		[]which{{tokens, 1000, step}}, "%.0f", false}
}

// adopted are the targets of credentials that are asked for one by one: what a far vendor adds is what its calls take, ten at a
// time, and a third more.
func adopted(kinds ...string) []target {
	var all []target
	for _, kind := range kinds {
		all = append(all, target{fmt.Sprintf("What 100 ms add to a plan of 200 `%s`", kind),
			func(m []measurement) (float64, float64) { return m[0].wall - m[1].wall, 1.3 * m[0].calls * 0.1 / 10 },
			[]which{{kind, 200, "plan-100ms"}, {kind, 200, "plan"}}, "%.2f s", false})
	}
	return all
}

// targets returns the rows of the table of targets, of those that were measured.
func (m measurements) targets() []string {
	var rows []string
	for _, target := range targets {
		measured, whole := m.pick(target.needs)
		if !whole {
			continue
		}
		figure, limit := target.of(measured)
		bound, held := "at most", figure <= limit
		if target.least {
			bound, held = "at least", figure >= limit
		}
		verdict := "yes"
		if !held {
			verdict = "**no**"
		}
		rows = append(rows, fmt.Sprintf("| %s | "+target.format+" | %s "+target.format+" | %s |", target.text, figure, bound, limit, verdict))
	}
	return rows
}

// pick returns the measurements that are asked for, and whether there are all.
func (m measurements) pick(needs []which) (picked []measurement, whole bool) {
	for _, need := range needs {
		for _, one := range m.all {
			if (which{one.kind, one.objects, one.step}) == need {
				picked = append(picked, one)
			}
		}
	}
	return picked, len(picked) == len(needs)
}
