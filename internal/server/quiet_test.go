package server

import (
	"os"
	"testing"
)

func TestFrameworksLogIsOffUnlessALogIsAskedFor(t *testing.T) {
	for name, c := range map[string]struct {
		environment map[string]string
		want        string
	}{
		"nothing asked for":      {nil, "OFF"},
		"a variable that is off": {map[string]string{"TF_LOG": ""}, "OFF"},
		"everything":             {map[string]string{"TF_LOG": "DEBUG"}, ""},
		"providers":              {map[string]string{"TF_LOG_PROVIDER": "TRACE"}, ""},
		"this provider":          {map[string]string{"TF_LOG_PROVIDER_STOREAUTH": "INFO"}, ""},
		"the framework itself":   {map[string]string{"TF_LOG_SDK": "WARN"}, "WARN"},
		"the protocol":           {map[string]string{"TF_LOG_SDK_PROTO": "WARN"}, ""},
		"another variable":       {map[string]string{"TF_LOGIN": "x"}, "OFF"},
	} {
		t.Run(name, func(t *testing.T) {
			for _, variable := range []string{"TF_LOG", "TF_LOG_CORE", "TF_LOG_PATH", "TF_LOG_PROVIDER", "TF_LOG_SDK", "TF_LOG_SDK_PROTO", "TF_LOG_SDK_FRAMEWORK"} {
				t.Setenv(variable, "")
			}
			for variable, value := range c.environment {
				t.Setenv(variable, value)
			}
			if err := quiet(); err != nil {
				t.Fatal(err)
			}
			if got := os.Getenv("TF_LOG_SDK"); got != c.want {
				t.Errorf("TF_LOG_SDK is %q, expected %q", got, c.want)
			}
		})
	}
}
