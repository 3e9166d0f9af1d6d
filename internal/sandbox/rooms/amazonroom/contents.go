package amazonroom

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"io"
	"net/http"
	"slices"
	"strings"

	"github.com/storeauth/terraform-provider-storeauth/internal/sandbox/harness"
)

// etag is the version of one resource of an edit; each has its own.
func etag(e *edit, resource, content string) string {
	sum := sha256.Sum256([]byte(e.id + "\n" + resource + "\n" + content))
	return `"` + hex.EncodeToString(sum[:16]) + `"`
}

// listings is GET /listings: every language by its key.
func (c call) listings() answer {
	return c.onEdit(func(e *edit) answer {
		return answer{status: http.StatusOK, body: harness.JSON(map[string]any{"listings": e.listings})}
	})
}

// resource answers one resource with its ETag.
func (c call) resource(e *edit, name string, content json.RawMessage) answer {
	return answer{status: http.StatusOK, etag: etag(e, name, string(content)), body: string(content)}
}

func (c call) listing() answer {
	return c.onEdit(func(e *edit) answer {
		content, found := e.listings[c.args[1]]
		if !found {
			return serviceRefusal(c.r, http.StatusNotFound, notThere)
		}
		return c.resource(e, "listing "+c.args[1], content)
	})
}

func (c call) putListing() answer {
	return c.onOpenEdit(func(e *edit) answer {
		lang := c.args[1]
		return c.put(e, "listing "+lang, e.listings[lang], func(content json.RawMessage) { e.listings[lang] = content })
	})
}

func (c call) deleteListing() answer {
	return c.onOpenEdit(func(e *edit) answer {
		lang := c.args[1]
		content, found := e.listings[lang]
		if !found {
			return serviceRefusal(c.r, http.StatusNotFound, notThere)
		}
		return c.ifMatch(etag(e, "listing "+lang, string(content)), func() answer {
			if lang == e.defaultLanguage() {
				return serviceRefusal(c.r, http.StatusBadRequest, lastOfAll)
			}
			delete(e.listings, lang)
			return answer{status: http.StatusNoContent}
		})
	})
}

func (c call) details() answer {
	return c.onEdit(func(e *edit) answer { return c.resource(e, "details", e.details) })
}

func (c call) putDetails() answer {
	return c.onOpenEdit(func(e *edit) answer {
		return c.put(e, "details", e.details, func(content json.RawMessage) { e.details = content })
	})
}

// put replaces a whole resource; the API has no PATCH. A resource that does not exist yet needs no If-Match.
func (c call) put(e *edit, name string, old json.RawMessage, set func(json.RawMessage)) answer {
	write := func() answer {
		body, err := io.ReadAll(c.r.Body)
		content, ok := harness.CompactObject(body)
		if err != nil || !ok {
			return serviceRefusal(c.r, http.StatusBadRequest, badBody)
		}
		set(content)
		return c.resource(e, name, content)
	}
	if old == nil {
		return write()
	}
	return c.ifMatch(etag(e, name, string(old)), write)
}

// apks is GET /apks: a bare array.
func (c call) apks() answer {
	return c.onEdit(func(e *edit) answer {
		texts := []string{}
		for _, a := range e.apks {
			texts = append(texts, string(a.content))
		}
		return answer{status: http.StatusOK, body: "[" + strings.Join(texts, ",") + "]"}
	})
}

func (c call) apk() answer {
	return c.onEdit(func(e *edit) answer {
		i := e.findAPK(c.args[1])
		if i < 0 {
			return serviceRefusal(c.r, http.StatusNotFound, notThere)
		}
		return c.resource(e, "apk "+e.apks[i].id, e.apks[i].content)
	})
}

func (c call) deleteAPK() answer {
	return c.onOpenEdit(func(e *edit) answer {
		i := e.findAPK(c.args[1])
		if i < 0 {
			return serviceRefusal(c.r, http.StatusNotFound, notThere)
		}
		return c.ifMatch(etag(e, "apk "+e.apks[i].id, string(e.apks[i].content)), func() answer {
			e.apks = slices.Delete(slices.Clone(e.apks), i, i+1)
			return answer{status: http.StatusNoContent}
		})
	})
}
