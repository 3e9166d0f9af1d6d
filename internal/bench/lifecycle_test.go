package bench_test

import (
	"cmp"
	"fmt"
	"os"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/storeauth/terraform-provider-storeauth/internal/acctest"
	"github.com/storeauth/terraform-provider-storeauth/internal/sandbox/sandboxtest"
)

// latency is the time for one call to a vendor that is not next door.
const latency = 100 * time.Millisecond

// worthDestroying is the greatest number of objects that is destroyed: Terraform's own time grows with its square.
const worthDestroying = 1000

// plans is how many plans one figure is the median of.
const plans = 3

// sizes are the numbers of objects: BENCH_SIZES ("1,100,1000"), else the two that a quick look needs.
func sizes(b *testing.B) []int {
	b.Helper()
	text := os.Getenv("BENCH_SIZES")
	if text == "" {
		return []int{1, 100}
	}
	var all []int
	for _, size := range strings.Split(text, ",") {
		n, err := strconv.Atoi(size)
		if err != nil {
			b.Fatalf("BENCH_SIZES: %v", err)
		}
		all = append(all, n)
	}
	return all
}

// BenchmarkObjects takes each number of objects of each kind through its life: applied, planned without a change, planned with a
// vendor that is far away, destroyed.
func BenchmarkObjects(b *testing.B) {
	for _, kind := range kinds() {
		for _, n := range sizes(b) {
			if n > kind.most {
				continue
			}
			b.Run(fmt.Sprintf("%s/objects=%d", kind.name, n), func(b *testing.B) { kind.live(b, n) })
		}
	}
}

func (o objects) live(b *testing.B, n int) {
	sb := sandboxtest.Start(b)
	cli := acctest.NewCLI(b, o.config(b, sb, n))
	if o.peer != nil {
		cli.Use(b, o.peer.source, o.peer.binary)
		cli.WriteAlone(b, o.peer.required()+o.config(b, sb, n))
	}
	step := func(name string, times int, args ...string) {
		b.Run(name, func(b *testing.B) {
			sb.ClearJournal(b)
			var runs []acctest.Usage
			for b.Loop() {
				for range times {
					out, used := cli.Measure(b, append(args, "-input=false")...)
					if out.Code != 0 {
						b.Fatalf("exit code %d:\n%.3000s", out.Code, out.Text)
					}
					runs = append(runs, used)
				}
			}
			b.ReportMetric(median(runs, wall), "s/run")
			b.ReportMetric(median(runs, func(u acctest.Usage) float64 { return u.Processor.Seconds() }), "cpu-s/run")
			b.ReportMetric(median(runs, func(u acctest.Usage) float64 { return u.Provider.Seconds() }), "provider-cpu-s/run")
			most := slices.MaxFunc(runs, func(a, b acctest.Usage) int { return cmp.Compare(a.Memory, b.Memory) })
			b.ReportMetric(float64(most.Memory)/(1<<20), "provider-MiB")
			b.ReportMetric(float64(sb.Count(b, "", "/*"))/float64(len(runs)), "calls/run")
			b.ReportMetric(0, "ns/op")
		})
	}
	step("apply", 1, "apply", "-auto-approve")
	step("plan", plans, "plan", "-detailed-exitcode")
	if o.prefix != "" {
		sb.SetLatency(b, o.prefix, latency)
		step("plan-100ms", plans, "plan", "-detailed-exitcode")
		sb.SetLatency(b, o.prefix, 0)
	}
	if n <= worthDestroying {
		step("destroy", 1, "destroy", "-auto-approve")
	}
}

func wall(used acctest.Usage) float64 { return used.Wall.Seconds() }

// median is the middle one of what the runs took of something.
func median(runs []acctest.Usage, of func(acctest.Usage) float64) float64 {
	var took []float64
	for _, run := range runs {
		took = append(took, of(run))
	}
	slices.Sort(took)
	return took[len(took)/2]
}

// starts is how many starts one figure is the median of.
const starts = 15

// BenchmarkSchema measures a provider's start up to its served schema, Terraform's own start included: the validation of an empty
// provider block.
func BenchmarkSchema(b *testing.B) {
	b.Run("storeauth", func(b *testing.B) { start(b, acctest.NewCLI(b, "provider \"storeauth\" {}\n")) })
	for _, peer := range peers() {
		b.Run(peer.name, func(b *testing.B) {
			cli := acctest.NewCLI(b, "")
			cli.Use(b, peer.source, peer.binary)
			start(b, cli.WriteAlone(b, fmt.Sprintf("%sprovider %q {}\n", peer.required(), peer.name)))
		})
	}
}

func start(b *testing.B, cli *acctest.CLI) {
	b.Helper()
	var runs []acctest.Usage
	for b.Loop() {
		for range starts {
			out, used := cli.Measure(b, "validate")
			if out.Code != 0 {
				b.Fatal(out.Text)
			}
			runs = append(runs, used)
		}
	}
	b.ReportMetric(median(runs, wall), "s/run")
	b.ReportMetric(0, "ns/op")
}
