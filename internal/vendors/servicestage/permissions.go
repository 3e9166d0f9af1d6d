package servicestage

import "github.com/storeauth/terraform-provider-storeauth/internal/object"

const (
	// The actions are those of the ServiceStage API reference (servicestage_06_0092 to 0097), older names in brackets.
	mayLookUp = " To look up the project, `iam:projects:listProjects`, unless `servicestage.project_id` is set."
	mayList   = "`servicestage:repositoryAuth:list` (`servicestage:app:list`)"
	mayGet    = "`servicestage:repositoryAuth:get` (`servicestage:app:get`)"
	mayCreate = "`servicestage:repositoryAuth:create` (`servicestage:app:create`)"
	mayDelete = "`servicestage:repositoryAuth:delete` (`servicestage:app:delete`)"
	iamAction = "IAM actions, older names in brackets: "
)

var permissions = []object.Permission{
	{Pages: []string{"resources/servicestage_oauth_authorization"}, Needs: iamAction + mayList + ", " + mayGet + ", " + mayCreate + ", " + mayDelete + "." + mayLookUp},
	{Pages: []string{"resources/servicestage_token_authorization", "resources/servicestage_password_authorization"},
		Needs: iamAction + mayList + ", " + mayCreate + ", " + mayDelete + "." + mayLookUp + " To prove another secret at the git host, its namespaces are listed: " +
			"the vendor documents no IAM action for that."},
	{Pages: []string{"data-sources/servicestage_authorization", "data-sources/servicestage_authorizations",
		"list-resources/servicestage_oauth_authorization", "list-resources/servicestage_token_authorization", "list-resources/servicestage_password_authorization"},
		Needs: iamAction + mayList + "." + mayLookUp},
	{Pages: []string{"data-sources/servicestage_oauth_redirect"}, Needs: iamAction + mayGet + "." + mayLookUp},
	{Pages: []string{"data-sources/servicestage_repositories"},
		Needs: "An IAM action for these calls is not documented by the vendor. The git host must let the authorization see the repositories." + mayLookUp},
}
