package servicestageapi

import (
	"net/http"
	"net/url"
	"strings"
	"testing"
	"time"
)

// The vectors were made with Huawei's signer and derived a second time, independently, from the documented algorithm.
func TestSignaturesAreThoseOfTheGoldenVectors(t *testing.T) {
	t.Parallel()
	const (
		project = "0123456789abcdef0123456789abcdef"
		base    = "https://servicestage.cn-north-4.myhuaweicloud.com/v1/" + project + "/git/auths"
		body    = `{"name":"my.auth_1-x","code":"c0de","state":"$2a$10$abc/def.ghi"}`
	)
	host := http.Header{"Host": {"servicestage.cn-north-4.myhuaweicloud.com"}}
	for _, vector := range []struct {
		name, method, address, body string
		header                      http.Header
		signed, signature           string
	}{
		{"list", "GET", base, "", nil, "x-project-id;x-sdk-date",
			"f437210e0a74f901bb4a7550e55b5d419c38486a0a4d22318df53e8b2a83f480"},
		{"query", "GET", base + "/github/redirect?tag=intl", "", nil, "x-project-id;x-sdk-date",
			"778d8f499c1d5676f751f92823533555354dbf5939f7fa129af6dd16fcaf4650"},
		{"security token", "GET", base, "", http.Header{"X-Security-Token": {"STSTOKEN"}}, "x-project-id;x-sdk-date;x-security-token",
			"1bf469b761bbfb2c814e16164a812d18b7dfa930d6e9e6cded3cd68330bf4a96"},
		{"punctuation", "DELETE", base + "/my.auth_1-x", "", nil, "x-project-id;x-sdk-date",
			"72b8e9859983fe5056a19887d9c6bbf68c7e4d5c2fbf10008c50429ad0ef9306"},
		{"body", "POST", base + "/github/oauth?tag=intl", body, host, "host;x-project-id;x-sdk-date",
			"01f686549164c4d17f5acfc0aa14d05e9d1a0c90c12d9dbdb3be35bada5c42e5"},
		{"body with a line break", "POST", base + "/github/oauth?tag=intl", body + "\n", host, "host;x-project-id;x-sdk-date",
			"6043d04e647bf37469ef512a3ba694665c0be8c1e707e2b78848d5ee286336c0"},
	} {
		t.Run(vector.name, func(t *testing.T) {
			t.Parallel()
			address, err := url.Parse(vector.address)
			if err != nil {
				t.Fatal(err)
			}
			req := &http.Request{Method: vector.method, URL: address, Header: http.Header{
				"X-Project-Id": {project}, "Content-Type": {"application/json;charset=utf8"}, "User-Agent": {"test"}}}
			for name, values := range vector.header {
				req.Header[name] = values
			}
			at := time.Date(2026, 1, 1, 0, 0, 0, 0, time.UTC)
			if err := sign(req, []byte(vector.body), "AKEXAMPLE", "SKEXAMPLE", at); err != nil {
				t.Fatal(err)
			}
			want := "SDK-HMAC-SHA256 Access=AKEXAMPLE, SignedHeaders=" + vector.signed + ", Signature=" + vector.signature
			if got := req.Header.Get("Authorization"); got != want {
				t.Errorf("Authorization\n %s\nexpected\n %s", got, want)
			}
			if date := req.Header.Get("X-Sdk-Date"); date != "20260101T000000Z" {
				t.Errorf("X-Sdk-Date %s", date)
			}
		})
	}
}

func TestNoSignatureWithoutAKey(t *testing.T) {
	t.Parallel()
	req := &http.Request{Method: "GET", URL: &url.URL{Scheme: "https", Host: "h"}, Header: http.Header{}}
	if err := sign(req, nil, "AK", "", time.Now()); err == nil || req.Header.Get("Authorization") != "" {
		t.Errorf("error %v, Authorization %q", err, req.Header.Get("Authorization"))
	}
}

func TestEndpointsFollowFromAnyRegion(t *testing.T) {
	t.Parallel()
	for region, want := range map[string]string{
		"cn-north-4":  "https://servicestage.cn-north-4.myhuaweicloud.com",
		"ae-ad-1":     "https://servicestage.ae-ad-1.myhuaweicloud.com",
		"eu-west-101": "https://servicestage.eu-west-101.myhuaweicloud.eu",
		"new-place-9": "https://servicestage.new-place-9.myhuaweicloud.com",
	} {
		if got, err := ServiceEndpoint(region); err != nil || got.String() != want {
			t.Errorf("%s: %v, %v", region, got, err)
		}
	}
	for _, region := range []string{"", "cn-north-4/", "x.example.com#", "a b", "@evil", "-x"} {
		if got, err := IAMEndpoint(region); err == nil {
			t.Errorf("region %q gives %s", region, got)
		}
	}
	for raw, want := range map[string]string{
		"https://iam.cn-north-4.myhuaweicloud.com/v3": "https://iam.cn-north-4.myhuaweicloud.com",
		"http://127.0.0.1:1/iam":                      "http://127.0.0.1:1/iam",
	} {
		u, _ := url.Parse(raw)
		if got := TrimIAM(u).String(); !strings.EqualFold(got, want) {
			t.Errorf("%s becomes %s", raw, got)
		}
	}
}
