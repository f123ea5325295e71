// Package app composes the program: it opens the platform, builds the capabilities, mounts their faces and runs what
// the command line asks for. It is the only package that sees all others, and holds no rule of the trade itself.
package app
