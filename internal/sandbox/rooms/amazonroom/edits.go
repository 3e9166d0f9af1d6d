package amazonroom

import (
	"net/http"

	"github.com/storeauth/terraform-provider-storeauth/internal/sandbox/harness"
)

const (
	statusInProgress = "IN_PROGRESS"
	statusReview     = "REVIEW"
	statusLive       = "LIVE"
)

// editBody is an edit as the API shows it.
type editBody struct {
	ID     string `json:"id"`
	Status string `json:"status"`
}

// editAnswer shows an edit with its ETag, or {} when there is none.
func (c call) editAnswer(e *edit) answer {
	if e == nil {
		return answer{status: http.StatusOK, body: "{}"}
	}
	return answer{status: http.StatusOK, etag: etag(e, "edit", e.status), body: harness.JSON(editBody{e.id, e.status})}
}

// activeEdit is GET /edits. A submitted edit is still answered, as REVIEW.
func (c call) activeEdit() answer {
	if c.app.edit == nil && c.set.NoEditStatus == http.StatusNotFound {
		return serviceRefusal(c.r, http.StatusNotFound, notThere)
	}
	return c.editAnswer(c.app.edit)
}

// previousEdit is GET /edits/previous: the live version, while an edit is active.
func (c call) previousEdit() answer {
	if c.app.edit == nil {
		return c.editAnswer(nil)
	}
	return c.editAnswer(c.app.live)
}

// createEdit is POST /edits.
func (c call) createEdit() answer {
	switch {
	case c.app.edit != nil && c.app.edit.status == statusInProgress:
		return serviceRefusal(c.r, http.StatusConflict, editOpen)
	case c.app.edit != nil && c.app.edit.status == statusReview && c.set.ReviewOpenStatus == http.StatusConflict:
		return serviceRefusal(c.r, http.StatusConflict, editOpen)
	case c.app.edit != nil || c.app.state != statePublished:
		return serviceRefusal(c.r, http.StatusPreconditionFailed, noNewEdit)
	}
	c.app.openEdit()
	return c.editAnswer(c.app.edit)
}

// edit is the edit that the path names: the active one, or the live version beside it.
func (c call) edit() *edit {
	for _, e := range []*edit{c.app.edit, c.app.live} {
		if c.app.edit != nil && e != nil && e.id == c.args[0] {
			return e
		}
	}
	return nil
}

// onEdit answers with what f makes of the path's edit.
func (c call) onEdit(f func(*edit) answer) answer {
	e := c.edit()
	if e == nil {
		return serviceRefusal(c.r, http.StatusNotFound, notThere)
	}
	return f(e)
}

func (c call) readEdit() answer { return c.onEdit(c.editAnswer) }

// onOpenEdit is onEdit for a write, which the edit's status must allow.
func (c call) onOpenEdit(f func(*edit) answer) answer {
	return c.onEdit(func(e *edit) answer {
		if e.status != statusInProgress {
			return serviceRefusal(c.r, http.StatusPreconditionFailed, editClosed)
		}
		return f(e)
	})
}

// ifMatch refuses a write whose If-Match is missing or is not etag, and otherwise does it.
func (c call) ifMatch(etag string, write func() answer) answer {
	switch c.r.Header.Get("If-Match") {
	case "":
		return serviceRefusal(c.r, http.StatusBadRequest, noIfMatch)
	case etag:
		return write()
	}
	return serviceRefusal(c.r, http.StatusPreconditionFailed, staleETag)
}

func (c call) deleteEdit() answer {
	return c.onOpenEdit(func(e *edit) answer {
		return c.ifMatch(etag(e, "edit", e.status), func() answer {
			c.app.edit = nil
			return answer{status: http.StatusNoContent}
		})
	})
}

// validateEdit is POST /validate: 403 with errors when something is missing.
func (c call) validateEdit() answer {
	return c.onEdit(func(e *edit) answer {
		if !e.notesComplete() {
			return serviceRefusal(c.r, http.StatusForbidden, noNotes)
		}
		return c.editAnswer(e)
	})
}

// commitEdit is POST /commit, which submits the edit to review.
func (c call) commitEdit() answer {
	return c.onOpenEdit(func(e *edit) answer {
		return c.ifMatch(etag(e, "edit", e.status), func() answer {
			if !e.notesComplete() {
				return serviceRefusal(c.r, http.StatusForbidden, noNotes)
			}
			c.app.submit()
			return c.editAnswer(e)
		})
	})
}
