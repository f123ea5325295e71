package web

func (b ButtonData) buttonType() string {
	if b.Type != "" {
		return b.Type
	}
	return "submit"
}

func (p PictureData) zero() bool { return p.Src == "" && p.Icon == "" && p.Seed == 0 }

// toneIcon is the shape that says the same as the colour.
func toneIcon(t Tone) IconName {
	switch t {
	case ToneSuccess:
		return IconSuccess
	case ToneWarning:
		return IconWarning
	case ToneDanger:
		return IconError
	case ToneInfo:
		return IconInfo
	case ToneAccent:
		return IconFirstShown
	case ToneBrand:
		return IconBuoy
	}
	return IconMinus
}
