package agcroom

import (
	"strconv"

	"github.com/storeauth/terraform-provider-storeauth/internal/sandbox/harness"
)

// ret is the vendor's verdict, which nearly every answer has.
type ret struct {
	code int
	msg  string
}

var (
	retOK              = ret{0, "success"}
	retInvalidClientID = ret{203882498, "[AppGalleryConnectApiPermissionService]invalid client id"}
	retWrongSecret     = ret{203890688, "client id or secret error"}
	retWrongKind       = ret{203886599, "the type of clientId not match"}
	retTokenRefused    = ret{codeTokenRefused, "client token auth failed"}
	retInvalidInput    = ret{204144641, "[AppGalleryConnectPublishService]invalid input parameter"}
	retTokenInput      = ret{retInvalidInput.code, "[AppGalleryConnectApiPermissionService]invalid input parameter"}
	retNoApp           = ret{204144644, "[AppGalleryConnectPublishService]call cds to query app information failed"}
	retNoOwner         = ret{204144689, "[AppGalleryConnectPublishService]get app ownership failed"}
	retNoService       = ret{204144648, "[AppGalleryConnectPublishService]query app service info failed"}
	retNoLanguage      = ret{204144653, "[AppGalleryConnectPublishService]the queried language does not exist"}
)

const codeTokenRefused = 205524993

// formObject is the usual form of ret.
const formObject = "object"

// retForms are the documented and the seen forms of a verdict, written as members
// of the answer's JSON object.
var retForms = map[string]func(ret) string{
	formObject: func(r ret) string { return `"ret":` + codeAndMsg(r) },
	// The documentation of the token call has ret as JSON in a string.
	"string": func(r ret) string { return `"ret":` + harness.JSON(codeAndMsg(r)) },
	"string_code": func(r ret) string {
		return `"ret":{"code":"` + strconv.Itoa(r.code) + `","msg":` + harness.JSON(r.msg) + `}`
	},
	"message": func(r ret) string { return `"ret":` + pair("code", "message", r) },
	"ret_rtn": func(r ret) string { return `"ret":` + pair("rtnCode", "rtnDesc", r) },
	"rtn":     func(r ret) string { return members("rtnCode", "rtnDesc", r) },
	"top":     func(r ret) string { return members("code", "msg", r) },
	"error":   func(r ret) string { return `"error":` + pair("errorCode", "errorMsg", r) },
	"et":      func(r ret) string { return `"et":` + codeAndMsg(r) },
}

func codeAndMsg(r ret) string { return pair("code", "msg", r) }

func pair(code, msg string, r ret) string { return "{" + members(code, msg, r) + "}" }

func members(code, msg string, r ret) string {
	return `"` + code + `":` + strconv.Itoa(r.code) + `,"` + msg + `":` + harness.JSON(r.msg)
}

// body is an answer's JSON: the verdict in this form, then rest, which is empty
// or starts with a comma.
func body(form string, r ret, rest string) string { return "{" + retForms[form](r) + rest + "}" }
