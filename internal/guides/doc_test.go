// Package guides_test tests that what the guides in docs/guides say is so. Each guide has a story of its name in testdata, a script of
// testscript that takes the guide's own snippets and runs them against the sandbox, so that a guide cannot go stale unnoticed.
//
// Beside the commands of testscript a story has these:
//
//	snippet FILE HEADING [N]       writes the N-th HCL block below a heading to a file; without N all of them
//	cli CODE ARGUMENT...           runs Terraform or OpenTofu, which must end with this exit code
//	console METHOD PATH [JSON] [NAME=.FIELD]...
//	                               calls the sandbox's console, and keeps fields of the answer in the environment
//	shell HEADING [N]              runs the shell block below a heading, and keeps what it exports
//	shown HEADING [N]              checks that the text block below a heading is in the output of the last command
//
// The condition [cli>=1.12] is true for a command line of that version or newer, and [tofu] for OpenTofu.
//
// A heading is given without its number signs; the text before the first heading is below "". A line of a text block that is
// "…" stands for any lines. Every HCL block of a guide must be part of its story.
package guides_test
