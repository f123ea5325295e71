package drawing

func fruit(c *canvas) {
	skin := c.light(.12)
	c.disc(skin, 250, 296, 108)
	c.disc(c.dark(.10), 392, 316, 92)
	c.ellipse(c.light(.45), 214, 256, 30, 22)
	c.ellipse(c.light(.30), 362, 284, 24, 17)
	c.stroke(wood, 252, 196, 276, 142, 11)
	c.blade(leaf, 274, 150, 372, 118, .28)
	c.stroke(wood, 394, 228, 404, 190, 9)
}

func durian(c *canvas) {
	green := rgb(0x9aa83c)
	c.star(green, 300, 276, 150, 130, 34, .10)
	for y := float32(190); y < 380; y += 38 {
		for x := float32(200); x < 410; x += 40 {
			c.poly(mix(green, ink, .22), x-9, y+12, x, y-12, x+9, y+12)
		}
	}
	c.stroke(wood, 300, 150, 318, 96, 16)
	c.star(mix(green, ink, .12), 430, 336, 84, 68, 24, .12)
	c.ellipse(cream, 430, 338, 60, 44)
	c.ellipse(rgb(0xf2c94c), 412, 338, 25, 34)
	c.ellipse(rgb(0xe9b93a), 452, 340, 22, 31)
}

func pineapple(c *canvas) {
	for i, x := range []float32{220, 262, 320, 378, 420} {
		c.blade(mix(leaf, ink, .12*float64(i%2)), 320, 218, x, 92+float32((i-2)*(i-2))*16, .20)
	}
	c.ellipse(rgb(0xe0a030), 320, 300, 98, 118)
	for row := 0; row < 6; row++ {
		y := 216 + float32(row)*34
		for i := 0; i < 5; i++ {
			x := 320 + (float32(i)-2)*38 + float32(row%2)*19
			dx, dy := (x-320)/92, (y-300)/112
			if dx*dx+dy*dy < .78 {
				c.poly(rgb(0xc4862a), x-13, y, x, y-13, x+13, y, x, y+13)
			}
		}
	}
}

func banana(c *canvas) {
	for i, col := range []uint32{0xd9a520, 0xecc238, 0xf6d65a} {
		y := float32(i) * 34
		c.fill(rgb(col), from(174, 190+y).curve(226, 330+y, 380, 352+y, 486, 230+y).curve(430, 286+y, 280, 286+y, 204, 178+y))
	}
	c.rect(wood, 164, 154, 44, 44, 8)
}

func coconut(c *canvas) {
	c.disc(mix(leaf, white, .18), 270, 290, 122)
	c.fill(cream, from(184, 206).curve(230, 150, 310, 150, 354, 204).line(336, 222).curve(296, 186, 240, 186, 204, 224))
	c.stroke(c.accent, 296, 200, 348, 92, 10)
	c.disc(wood, 430, 328, 84)
	c.disc(cream, 430, 328, 66)
	c.disc(white, 430, 328, 52)
}

func sack(c *canvas) {
	c.fill(rgb(0xd9c3a0), from(206, 158).curve(160, 260, 170, 380, 196, 410).line(444, 410).curve(470, 380, 480, 260, 434, 158))
	c.fill(rgb(0xc4aa82), from(216, 160).curve(250, 118, 390, 118, 424, 160).curve(380, 176, 260, 176, 216, 160))
	c.rect(c.accent, 236, 236, 168, 110, 10)
	for i := float32(0); i < 3; i++ {
		c.blade(c.light(.75), 320, 332, 272+i*48, 252, .18)
	}
}

func bowl(c *canvas) {
	for i := float32(0); i < 7; i++ {
		c.ellipse(cream, 206+i*38, 258-float32(int(i)%2)*14, 40, 26)
	}
	c.ellipse(rgb(0xd1492f), 262, 244, 24, 12)
	c.ellipse(leaf, 370, 240, 30, 12)
	c.fill(c.accent, from(154, 262).line(486, 262).curve(480, 372, 410, 404, 320, 404).curve(230, 404, 160, 372, 154, 262))
	c.rect(c.light(.35), 154, 258, 332, 22, 10)
	c.stroke(wood, 392, 250, 500, 104, 9)
	c.stroke(wood, 420, 252, 526, 124, 9)
}

func bottle(c *canvas) {
	c.rect(c.dark(.15), 292, 92, 56, 44, 8)
	c.fill(c.light(.10), from(298, 132).line(342, 132).line(346, 184).curve(396, 208, 398, 230, 398, 262).line(398, 392).
		curve(398, 406, 392, 412, 380, 412).line(260, 412).curve(248, 412, 242, 406, 242, 392).line(242, 262).curve(242, 230, 244, 208, 294, 184))
	c.rect(cream, 242, 270, 156, 92, 2)
	c.disc(c.accent, 320, 316, 28)
	c.rect(c.light(.45), 256, 236, 12, 28, 6)
}

func jar(c *canvas) {
	c.rect(c.dark(.10), 232, 136, 176, 50, 12)
	c.rect(glass, 214, 180, 212, 232, 34)
	c.rect(rgb(0xe3a535), 228, 226, 184, 172, 26)
	c.rect(cream, 250, 262, 140, 92, 8)
	c.star(c.accent, 320, 308, 32, 32, 6, .45)
}

func pouch(c *canvas) {
	c.fill(c.accent, from(214, 118).line(426, 118).curve(418, 220, 440, 320, 448, 408).line(192, 408).curve(200, 320, 222, 220, 214, 118))
	c.rect(c.dark(.18), 212, 112, 216, 34, 4)
	c.ellipse(cream, 320, 268, 74, 64)
	c.disc(rgb(0xe7a93b), 300, 262, 26)
	c.disc(rgb(0xd88f2a), 342, 280, 22)
	c.rect(c.light(.55), 252, 352, 136, 14, 7)
	c.rect(c.light(.55), 276, 374, 88, 10, 5)
}

func cup(c *canvas) {
	for _, x := range []float32{272, 320, 368} {
		c.fill(c.light(.60), from(x, 190).curve(x-34, 150, x+34, 130, x, 88).curve(x+20, 130, x-16, 150, x+12, 190))
	}
	c.ellipse(white, 320, 398, 170, 20)
	c.ellipse(white, 438, 272, 56, 50)
	c.ellipse(c.light(.80), 434, 272, 32, 28)
	c.fill(white, from(204, 216).line(436, 216).curve(436, 330, 396, 384, 320, 384).curve(244, 384, 204, 330, 204, 216))
	c.ellipse(rgb(0x5b3a24), 320, 218, 116, 20)
	c.fill(c.accent, from(212, 282).line(428, 282).curve(424, 300, 420, 312, 416, 318).line(224, 318).curve(220, 312, 216, 300, 212, 282))
}

func tea(c *canvas) {
	c.stroke(mix(leaf, ink, .3), 320, 404, 320, 210, 9)
	c.blade(mix(leaf, ink, .15), 320, 330, 180, 214, .25)
	c.blade(leaf, 320, 320, 468, 196, .25)
	c.blade(mix(leaf, white, .25), 320, 244, 322, 84, .22)
	c.blade(mix(leaf, ink, .08), 320, 390, 206, 356, .25)
	c.blade(mix(leaf, white, .12), 320, 380, 452, 342, .25)
}

func pepper(c *canvas) {
	c.fill(mix(leaf, ink, .3), from(316, 92).curve(330, 200, 300, 300, 322, 404).line(330, 404).curve(310, 300, 342, 200, 326, 92))
	for i := float32(0); i < 8; i++ {
		y := 150 + i*32
		c.disc(mix(c.accent, ink, .05*float64(i)), 292-float32(int(i)%2)*12, y, 24)
		c.disc(mix(c.accent, ink, .25-.03*float64(i)), 350+float32(int(i)%2)*10, y+12, 23)
		c.disc(c.light(.5), 286-float32(int(i)%2)*12, y-7, 6)
	}
	c.blade(leaf, 330, 128, 490, 120, .28)
	c.blade(mix(leaf, ink, .12), 316, 120, 168, 158, .28)
}

func fish(c *canvas) {
	body := mix(c.accent, steel, .45)
	c.poly(mix(body, ink, .15), 440, 270, 536, 196, 514, 272, 536, 348)
	c.fill(body, from(112, 276).curve(180, 160, 370, 160, 462, 270).curve(370, 384, 180, 384, 112, 276))
	c.fill(mix(body, white, .45), from(128, 292).curve(210, 372, 370, 364, 448, 282).curve(350, 310, 220, 310, 128, 292))
	c.poly(mix(body, ink, .2), 250, 192, 352, 148, 362, 202)
	c.disc(white, 188, 256, 19)
	c.disc(ink, 184, 256, 10)
	for _, x := range []float32{262, 312, 362} {
		c.fill(mix(body, white, .25), from(x, 226).curve(x+26, 250, x+26, 286, x, 310).curve(x+14, 286, x+14, 250, x, 226))
	}
}

func shrimp(c *canvas) {
	col := rgb(0xee8b6a)
	c.fill(col, from(424, 134).curve(236, 84, 128, 238, 208, 352).curve(250, 412, 350, 410, 388, 376).curve(320, 376, 270, 330, 282, 270).
		curve(296, 210, 360, 206, 424, 232))
	for _, v := range [][4]float32{{232, 168, 306, 234}, {190, 230, 286, 268}, {196, 306, 288, 302}, {236, 372, 306, 336}} {
		c.stroke(mix(col, ink, .2), v[0], v[1], v[2], v[3], 6)
	}
	c.poly(mix(col, ink, .12), 372, 372, 452, 346, 424, 384, 458, 412)
	c.disc(ink, 392, 172, 9)
	c.stroke(col, 420, 150, 524, 112, 5)
	c.stroke(col, 424, 166, 532, 160, 5)
}

func shell(c *canvas) {
	for i := 0; i < 7; i++ {
		x := 158 + float32(i)*54
		c.blade(mix(c.light(.35), ink, .07*float64(i%2)), 320, 396, x, 150+float32((i-3)*(i-3))*9, .17)
	}
	c.poly(c.dark(.1), 278, 380, 362, 380, 346, 410, 294, 410)
	c.disc(white, 446, 372, 24)
	c.disc(pale, 452, 378, 12)
}

func can(c *canvas) {
	c.rect(steel, 222, 158, 196, 244, 10)
	c.ellipse(steel, 320, 400, 98, 16)
	c.rect(c.accent, 222, 196, 196, 170, 0)
	c.ellipse(pale, 320, 160, 98, 22)
	c.ellipse(steel, 320, 160, 80, 15)
	c.fill(cream, from(252, 284).curve(280, 236, 350, 236, 376, 280).line(404, 256).line(400, 308).line(376, 288).curve(350, 330, 280, 330, 252, 284))
	c.disc(ink, 282, 278, 6)
}

func carton(c *canvas) {
	box := rgb(0xd0a56c)
	c.poly(box, 178, 206, 330, 246, 330, 412, 178, 366)
	c.poly(mix(box, ink, .16), 330, 246, 472, 202, 472, 360, 330, 412)
	c.poly(mix(box, white, .3), 178, 206, 318, 168, 472, 202, 330, 246)
	c.poly(c.accent, 240, 222, 268, 230, 268, 286, 240, 278)
	c.poly(c.accent, 240, 222, 386, 182, 410, 188, 268, 230)
	c.poly(mix(box, white, .55), 356, 312, 442, 284, 442, 322, 356, 352)
}
