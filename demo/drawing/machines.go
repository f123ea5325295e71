package drawing

func robot(c *canvas) {
	c.stroke(steel, 320, 108, 320, 138, 8)
	c.disc(c.accent, 320, 102, 13)
	c.rect(white, 250, 134, 140, 104, 40)
	c.rect(ink, 268, 158, 104, 54, 26)
	c.disc(glass, 298, 185, 12)
	c.disc(glass, 342, 185, 12)
	c.rect(steel, 302, 236, 36, 18, 2)
	c.rect(c.accent, 246, 250, 148, 112, 26)
	c.disc(white, 320, 304, 26)
	c.disc(c.light(.4), 320, 304, 15)
	c.rect(white, 200, 258, 34, 96, 17)
	c.rect(white, 406, 206, 34, 96, 17)
	c.disc(steel, 423, 200, 20)
	c.rect(steel, 268, 362, 34, 52, 10)
	c.rect(steel, 338, 362, 34, 52, 10)
}

func robotDog(c *canvas) {
	for _, v := range [][6]float32{{228, 276, 196, 344, 222, 410}, {286, 276, 262, 346, 290, 410}, {406, 276, 378, 346, 408, 410}, {458, 270, 448, 344, 476, 410}} {
		c.stroke(steel, v[0], v[1], v[2], v[3], 26)
		c.stroke(ink, v[2], v[3], v[4], v[5], 16)
		c.disc(c.accent, v[2], v[3], 15)
	}
	c.rect(white, 190, 212, 292, 78, 34)
	c.rect(c.accent, 250, 212, 150, 34, 8)
	c.rect(ink, 132, 178, 98, 68, 24)
	c.disc(glass, 164, 210, 14)
	c.disc(c.light(.3), 200, 210, 8)
}

func robotArm(c *canvas) {
	c.rect(ink, 214, 372, 212, 40, 10)
	c.rect(steel, 268, 326, 104, 54, 12)
	c.stroke(c.accent, 320, 336, 238, 212, 46)
	c.stroke(c.light(.2), 238, 212, 392, 134, 38)
	c.disc(white, 320, 336, 30)
	c.disc(white, 238, 212, 30)
	c.disc(white, 392, 134, 24)
	c.stroke(steel, 392, 134, 436, 218, 20)
	c.poly(ink, 416, 214, 458, 214, 474, 262, 458, 264, 444, 236, 430, 236, 420, 264, 404, 262)
}

func drone(c *canvas) {
	for _, x := range []float32{156, 484} {
		c.stroke(steel, 320, 252, x, 206, 16)
		c.ellipse(c.light(.45), x, 184, 92, 12)
		c.rect(ink, x-12, 180, 24, 40, 8)
	}
	c.rect(c.accent, 244, 216, 152, 82, 34)
	c.rect(white, 270, 232, 100, 20, 10)
	c.disc(ink, 320, 304, 26)
	c.disc(glass, 320, 304, 12)
	c.stroke(ink, 268, 292, 222, 372, 9)
	c.stroke(ink, 372, 292, 418, 372, 9)
	c.rect(ink, 192, 368, 62, 10, 5)
	c.rect(ink, 386, 368, 62, 10, 5)
}

func server(c *canvas) {
	c.rect(ink, 206, 94, 228, 322, 14)
	for i := float32(0); i < 6; i++ {
		c.rect(mix(ink, white, .16), 222, 112+i*49, 196, 38, 6)
		c.disc(c.light(.2), 242, 131+i*49, 7)
		c.disc(rgb(0x6fcf8f), 262, 131+i*49, 7)
		c.rect(steel, 330, 125+i*49, 74, 5, 2)
		c.rect(steel, 330, 135+i*49, 74, 5, 2)
	}
}

func chip(c *canvas) {
	for i := float32(0); i < 6; i++ {
		p := 222 + i*36
		c.rect(steel, p, 116, 16, 272, 4)
		c.rect(steel, 184, p-52, 272, 16, 4)
	}
	c.rect(ink, 206, 138, 228, 228, 20)
	c.rect(c.accent, 250, 182, 140, 140, 12)
	c.rect(c.light(.4), 282, 214, 76, 76, 8)
}

func screen(c *canvas) {
	c.rect(ink, 158, 122, 324, 220, 16)
	c.rect(white, 174, 138, 292, 188, 6)
	for i, h := range []float32{54, 92, 70, 122} {
		c.rect(mix(c.accent, white, .15*float64(i)), 206+float32(i)*44, 306-h, 28, h, 4)
	}
	c.rect(pale, 392, 162, 54, 10, 5)
	c.rect(pale, 392, 184, 40, 10, 5)
	c.fill(steel, from(118, 346).line(522, 346).line(544, 396).line(96, 396))
	c.rect(pale, 270, 352, 100, 12, 4)
}

func phone(c *canvas) {
	c.rect(ink, 236, 82, 168, 332, 28)
	c.rect(white, 250, 106, 140, 276, 10)
	c.rect(c.accent, 266, 126, 108, 92, 12)
	for i := float32(0); i < 4; i++ {
		c.rect(c.light(.2+.15*float64(i)), 266+float32(int(i)%2)*58, 236+float32(int(i)/2)*62, 50, 50, 10)
	}
	c.rect(steel, 294, 394, 52, 7, 3)
}

func cloud(c *canvas) {
	c.disc(c.accent, 232, 268, 72)
	c.disc(c.accent, 318, 218, 96)
	c.disc(c.accent, 412, 266, 74)
	c.rect(c.accent, 232, 262, 182, 78, 20)
	for _, x := range []float32{246, 320, 394} {
		c.stroke(steel, x, 340, x, 384, 8)
		c.disc(white, x, 390, 18)
		c.disc(c.dark(.1), x, 390, 10)
	}
	c.poly(white, 320, 196, 362, 244, 334, 244, 334, 296, 306, 296, 306, 244, 278, 244)
}

func panel(c *canvas) {
	c.disc(rgb(0xf2c14e), 466, 116, 44)
	c.poly(steel, 300, 330, 340, 330, 350, 410, 290, 410)
	c.poly(pale, 196, 150, 522, 150, 470, 348, 128, 348)
	for i := float32(0); i < 4; i++ {
		for j := float32(0); j < 3; j++ {
			x := 208 + i*78 - j*22
			y := 160 + j*62
			c.poly(mix(rgb(0x24477f), c.accent, .25+.1*float64(j)), x, y, x+68, y, x+49, y+54, x-20, y+54)
		}
	}
}

func battery(c *canvas) {
	c.rect(steel, 236, 110, 52, 26, 6)
	c.rect(steel, 352, 110, 52, 26, 6)
	c.rect(ink, 186, 130, 268, 282, 22)
	c.rect(pale, 206, 150, 228, 242, 12)
	for i := float32(0); i < 4; i++ {
		c.rect(mix(c.accent, white, .12*float64(i)), 222, 332-i*54, 196, 44, 6)
	}
	c.poly(white, 340, 186, 276, 286, 316, 286, 302, 360, 368, 254, 326, 254)
}

func charger(c *canvas) {
	c.rect(ink, 212, 396, 172, 18, 6)
	c.rect(c.accent, 226, 96, 144, 306, 20)
	c.rect(white, 246, 122, 104, 78, 10)
	c.poly(c.dark(.1), 306, 128, 276, 166, 296, 166, 288, 194, 322, 154, 302, 154)
	c.rect(c.light(.35), 262, 228, 72, 10, 5)
	c.rect(c.light(.35), 262, 248, 72, 10, 5)
	c.fill(ink, from(368, 232).curve(452, 232, 400, 382, 452, 372).curve(496, 362, 470, 260, 470, 214).line(460, 214).
		curve(460, 260, 484, 352, 452, 360).curve(416, 366, 464, 222, 368, 222))
	c.rect(steel, 450, 166, 32, 54, 8)
}

func turbine(c *canvas) {
	c.poly(pale, 314, 210, 326, 210, 336, 412, 304, 412)
	c.blade(white, 320, 206, 320, 64, .09)
	c.blade(white, 320, 206, 446, 284, .09)
	c.blade(white, 320, 206, 194, 284, .09)
	c.disc(c.accent, 320, 206, 20)
	c.fill(mix(leaf, white, .2), from(130, 414).curve(210, 366, 420, 366, 510, 414))
}

func wheel(c *canvas, x, y, r float32) {
	c.disc(ink, x, y, r)
	c.disc(pale, x, y, r*.52)
	c.disc(steel, x, y, r*.2)
}

func car(c *canvas) {
	c.fill(c.accent, from(120, 330).curve(116, 280, 150, 266, 204, 258).curve(244, 200, 280, 182, 350, 182).curve(420, 182, 448, 214, 474, 258).
		curve(520, 266, 530, 292, 526, 356).line(126, 356))
	c.fill(glass, from(232, 258).curve(258, 218, 282, 204, 324, 204).line(324, 258))
	c.fill(glass, from(340, 258).line(340, 204).curve(396, 202, 420, 222, 444, 258))
	c.rect(rgb(0xf7d774), 500, 290, 26, 20, 8)
	c.rect(c.dark(.2), 312, 280, 28, 8, 4)
	wheel(c, 212, 358, 46)
	wheel(c, 432, 358, 46)
}

func truck(c *canvas) {
	c.rect(white, 104, 156, 270, 196, 8)
	c.rect(c.accent, 104, 230, 270, 40, 0)
	c.fill(c.accent, from(384, 206).line(464, 206).curve(486, 206, 514, 262, 524, 282).line(524, 352).line(384, 352))
	c.poly(glass, 404, 226, 460, 226, 490, 282, 404, 282)
	c.rect(ink, 104, 346, 420, 18, 4)
	wheel(c, 188, 370, 40)
	wheel(c, 292, 370, 40)
	wheel(c, 448, 370, 40)
}

func bus(c *canvas) {
	c.rect(c.accent, 100, 144, 440, 220, 26)
	for i := float32(0); i < 4; i++ {
		c.rect(glass, 126+i*80, 172, 66, 78, 8)
	}
	c.rect(glass, 448, 172, 74, 150, 8)
	c.rect(c.light(.5), 100, 282, 340, 16, 0)
	wheel(c, 200, 368, 42)
	wheel(c, 420, 368, 42)
}

func motorcycle(c *canvas) {
	wheel(c, 190, 344, 68)
	wheel(c, 450, 344, 68)
	c.stroke(steel, 450, 344, 394, 190, 14)
	c.fill(c.accent, from(226, 262).line(300, 262).curve(330, 300, 380, 320, 398, 226).line(424, 262).curve(410, 340, 370, 360, 300, 356).line(226, 330))
	c.rect(ink, 184, 236, 132, 30, 14)
	c.stroke(ink, 372, 186, 424, 168, 12)
	c.disc(rgb(0xf7d774), 424, 212, 18)
	c.stroke(steel, 190, 344, 300, 330, 12)
}

func ship(c *canvas) {
	for i := float32(0); i < 3; i++ {
		c.rect(mix(c.accent, white, .18*float64(i)), 176+i*72, 212, 64, 46, 3)
		c.rect(mix(c.accent, ink, .14*float64(i)), 176+i*72, 260, 64, 46, 3)
	}
	c.rect(white, 408, 164, 66, 144, 6)
	for i := float32(0); i < 3; i++ {
		c.rect(glass, 418, 178+i*32, 46, 16, 3)
	}
	c.rect(c.accent, 424, 128, 28, 38, 4)
	c.fill(ink, from(118, 306).line(530, 306).curve(522, 360, 494, 386, 466, 392).line(182, 392).curve(150, 380, 128, 344, 118, 306))
	c.fill(mix(glass, rgb(0x2b6f9e), .35), from(96, 388).curve(170, 366, 210, 406, 280, 386).curve(350, 366, 400, 406, 544, 384).line(544, 420).line(96, 420))
}

func machine(c *canvas) {
	c.rect(ink, 130, 386, 380, 26, 6)
	c.rect(pale, 142, 166, 356, 224, 18)
	c.rect(c.accent, 142, 166, 356, 44, 14)
	c.rect(glass, 166, 232, 188, 132, 10)
	c.rect(steel, 240, 232, 36, 58, 2)
	c.poly(ink, 246, 290, 270, 290, 258, 320)
	c.rect(steel, 200, 334, 116, 20, 2)
	c.rect(ink, 380, 232, 96, 72, 8)
	c.rect(c.light(.4), 390, 242, 76, 38, 4)
	for i, col := range []uint32{0xd1493f, 0xf2c14e, 0x6fbf73} {
		c.disc(rgb(col), 396+float32(i)*32, 336, 11)
	}
}

func tractor(c *canvas) {
	c.rect(c.accent, 300, 236, 202, 96, 14)
	c.rect(ink, 452, 176, 14, 64, 4)
	c.rect(ink, 190, 116, 152, 16, 6)
	c.fill(glass, from(206, 132).line(324, 132).line(334, 252).line(206, 252))
	c.fill(c.dark(.12), from(196, 252).line(334, 252).line(334, 330).line(196, 330))
	c.rect(steel, 482, 262, 22, 44, 4)
	wheel(c, 232, 330, 82)
	wheel(c, 452, 360, 52)
}

func excavator(c *canvas) {
	c.rect(ink, 168, 352, 252, 58, 29)
	for i := float32(0); i < 4; i++ {
		c.disc(steel, 200+i*62, 381, 16)
	}
	c.rect(c.accent, 184, 252, 196, 90, 16)
	c.fill(glass, from(254, 166).line(338, 166).line(358, 260).line(254, 260))
	c.stroke(c.light(.15), 344, 282, 440, 148, 30)
	c.stroke(c.dark(.12), 434, 146, 500, 270, 24)
	c.fill(ink, from(478, 256).line(528, 262).curve(530, 330, 486, 340, 446, 318).curve(474, 306, 478, 286, 478, 256))
}

func monitor(c *canvas) {
	c.rect(steel, 306, 318, 28, 70, 4)
	c.rect(ink, 236, 386, 168, 24, 12)
	c.rect(pale, 144, 112, 352, 216, 20)
	c.rect(ink, 164, 132, 312, 150, 8)
	c.poly(rgb(0x79d6a3), 172, 206, 236, 206, 250, 186, 262, 206, 278, 206, 294, 150, 312, 262, 326, 206, 366, 206, 380, 190, 394, 206,
		468, 206, 468, 212, 390, 212, 380, 200, 370, 212, 322, 212, 312, 278, 294, 174, 282, 212, 258, 212, 250, 198, 240, 212, 172, 212)
	c.disc(c.accent, 176, 304, 9)
	c.rect(c.light(.3), 200, 298, 80, 12, 6)
}

func camera(c *canvas) {
	c.stroke(steel, 172, 160, 250, 222, 20)
	c.rect(steel, 138, 122, 48, 84, 8)
	c.poly(white, 214, 194, 470, 152, 492, 286, 236, 328)
	c.poly(c.accent, 208, 172, 478, 128, 484, 158, 212, 202)
	c.disc(ink, 452, 236, 52)
	c.disc(mix(ink, white, .2), 452, 236, 36)
	c.disc(glass, 444, 226, 14)
	c.disc(rgb(0xd1493f), 268, 284, 8)
}

func gear(c *canvas) {
	c.star(steel, 266, 266, 128, 128, 12, .17)
	c.disc(mix(steel, white, .35), 266, 266, 84)
	c.disc(c.light(.80), 266, 266, 36)
	c.star(c.accent, 428, 326, 86, 86, 10, .2)
	c.disc(c.light(.35), 428, 326, 52)
	c.disc(c.light(.80), 428, 326, 22)
}
