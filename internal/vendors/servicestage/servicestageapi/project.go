package servicestageapi

import (
	"context"
	"fmt"
	"math"
	"net/http"
	"net/url"
	"time"

	"github.com/storeauth/terraform-provider-storeauth/internal/vendorhttp"
)

// Symptoms of the project lookup.
const (
	// SymptomNoProject is a region in which the account has no project.
	SymptomNoProject = "no-project"
	// SymptomManyProjects is a region name that does not tell one project.
	SymptomManyProjects = "many-projects"
)

// ProjectID returns the configured project id, or the id of the project that is named like the region, which is the one a
// region has by default (GET /v3/projects?name=…, as basic_credentials.go of the SDK). An id does not change; a failure is
// kept as long as that of a list.
func (c *Client) ProjectID(ctx context.Context) (string, error) {
	if c.config.ProjectID != "" {
		return c.config.ProjectID, nil
	}
	return c.projects.get(ctx, recent)
}

func projectLifetimeOf(err error) time.Duration {
	if err != nil {
		return failureLifetime
	}
	return math.MaxInt64
}

func (c *Client) lookUpProject(ctx context.Context) (string, error) {
	r := vendorhttp.Request{
		Operation: "look up the project of region " + c.config.Region,
		Method:    http.MethodGet,
		Path:      "/v3/projects",
		Query:     url.Values{"name": {c.config.Region}},
		Header:    c.header(nil),
	}
	var answer struct {
		Projects *[]struct {
			ID vendorhttp.Text `json:"id"`
		} `json:"projects"`
	}
	resp, err := c.send(ctx, c.iam, r, &answer)
	switch {
	case err != nil:
		return "", err
	case answer.Projects == nil:
		return "", c.iam.Malformed(r, resp, "the answer has no list of projects")
	}
	projects := *answer.Projects
	if len(projects) == 1 && projects[0].ID != "" {
		return printable(projects[0].ID), nil
	}
	failure := c.iam.Malformed(r, resp, fmt.Sprintf("the region has %d projects of its name, not one", len(projects)))
	failure.Kind, failure.Symptom = vendorhttp.KindNotFound, SymptomNoProject
	if len(projects) > 0 {
		failure.Kind, failure.Symptom = vendorhttp.KindConflict, SymptomManyProjects
	}
	return "", failure
}
