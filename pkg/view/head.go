package view

import (
	"crypto/sha256"
	_ "embed"
	"encoding/base64"
	"strings"
)

// Generator is what the page says it was made by, so that it is known for no
// evidence.
const Generator = "complain view"

//go:embed page/page.css
var style string

//go:embed page/page.js
var pageScript string

//go:embed page/search.js
var searchScript string

//go:embed page/chat.js
var chatScript string

//go:embed page/choose.js
var chooseScript string

//go:embed page/edit.js
var editScript string

//go:embed page/group.js
var groupScript string

//go:embed page/picture.js
var pictureScript string

// script is the one script of the page: each file is a part of it.
func script() string {
	return "'use strict'\n" + strings.Join([]string{pageScript, searchScript, chatScript, chooseScript, editScript, groupScript, pictureScript}, "\n") + "\nstart()\n"
}

func hashed(source string) string {
	sum := sha256.Sum256([]byte(source))
	return "'sha256-" + base64.StdEncoding.EncodeToString(sum[:]) + "'"
}

// begin writes the head. The policy stands before all that it holds for: no other
// script or style is taken, and nothing but pictures that are in the file.
func (h *writer) begin() {
	p := h.page
	h.raw("<!DOCTYPE html>\n")
	h.open("html", "lang", language(p.Lang.Document()))
	h.raw("\n<head>\n<meta charset=\"utf-8\">\n")
	h.raw(`<meta http-equiv="Content-Security-Policy" content="default-src 'none'; script-src ` + hashed(script()) + `; style-src ` + hashed(style) +
		`; img-src data: blob:; base-uri 'none'; form-action 'none'">` + "\n")
	h.raw(`<meta name="viewport" content="width=device-width, initial-scale=1">` + "\n")
	h.raw(`<meta name="generator" content="` + Generator + `">` + "\n")
	h.raw(`<meta name="color-scheme" content="light dark">` + "\n")
	h.element("title", cleanLine(h.say("view.title", p.Title)))
	h.raw("\n<style>" + style + "</style>\n</head>\n<body>\n")
}

// language is a language as browsers choose fonts by it.
func language(tag string) string {
	if tag == "zh-CN" || tag == "zh" {
		return "zh-Hans"
	}
	return tag
}

// words are the sentences of the script.
func (h *writer) words() map[string]string {
	out := map[string]string{}
	for _, code := range scriptWords {
		out[strings.TrimPrefix(code, "view.js.")] = h.page.Lang.Text(code)
	}
	return out
}
