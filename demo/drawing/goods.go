package drawing

func pill(c *canvas) {
	c.rect(white, 170, 190, 210, 92, 46)
	c.fill(c.accent, from(275, 190).line(334, 190).curve(396, 190, 396, 282, 334, 282).line(275, 282))
	c.disc(white, 410, 346, 56)
	c.stroke(pale, 370, 346, 450, 346, 7)
	c.disc(c.light(.35), 250, 352, 46)
	c.stroke(c.light(.6), 218, 352, 282, 352, 6)
}

func textile(c *canvas) {
	c.fill(c.dark(.1), from(166, 176).line(420, 130).line(480, 330).line(226, 392))
	c.fill(c.accent, from(166, 176).line(420, 130).line(436, 182).line(182, 232))
	for i := float32(0); i < 5; i++ {
		x, y := 226+i*50, 300-i*10
		c.poly(rgb(0xf0c75e), x, y-24, x+20, y, x, y+24, x-20, y)
		c.poly(c.dark(.3), x, y-11, x+9, y, x, y+11, x-9, y)
	}
	c.ellipse(c.light(.3), 174, 204, 18, 30)
	c.ellipse(c.dark(.2), 174, 204, 8, 14)
}

func shirt(c *canvas) {
	c.poly(c.accent, 262, 120, 378, 120, 490, 184, 450, 260, 410, 236, 410, 408, 230, 408, 230, 236, 190, 260, 150, 184)
	c.fill(c.light(.80), from(272, 118).curve(286, 168, 354, 168, 368, 118))
	c.star(c.light(.65), 320, 276, 44, 44, 8, .4)
}

func chair(c *canvas) {
	c.rect(wood, 216, 92, 24, 320, 6)
	c.rect(wood, 400, 268, 24, 144, 6)
	c.rect(mix(wood, ink, .2), 240, 116, 128, 18, 4)
	c.rect(mix(wood, ink, .2), 352, 92, 22, 180, 6)
	for i := float32(0); i < 3; i++ {
		c.rect(mix(wood, white, .2), 256+i*32, 134, 12, 114, 3)
	}
	c.rect(c.accent, 206, 246, 228, 36, 14)
	c.rect(mix(wood, ink, .15), 240, 340, 160, 14, 4)
}

func vase(c *canvas) {
	c.fill(c.accent, from(276, 124).line(364, 124).curve(350, 180, 430, 210, 430, 292).curve(430, 360, 384, 410, 320, 410).
		curve(256, 410, 210, 360, 210, 292).curve(210, 210, 290, 180, 276, 124))
	c.rect(c.dark(.2), 266, 112, 108, 20, 10)
	c.fill(rgb(0xf0c75e), from(212, 270).curve(260, 300, 380, 300, 428, 270).line(430, 292).curve(380, 322, 260, 322, 210, 292))
	for i := float32(0); i < 5; i++ {
		c.disc(cream, 240+i*40, 348-float32((int(i)-2)*(int(i)-2))*3, 9)
	}
	c.ellipse(c.light(.4), 258, 240, 11, 30)
}

func gem(c *canvas) {
	c.poly(c.light(.25), 196, 220, 258, 140, 382, 140, 444, 220, 320, 396)
	c.poly(c.light(.55), 258, 140, 382, 140, 360, 220, 280, 220)
	c.poly(c.dark(.12), 196, 220, 280, 220, 320, 396)
	c.poly(c.accent, 280, 220, 360, 220, 320, 396)
	c.star(white, 458, 130, 30, 30, 4, .72)
	c.star(white, 190, 346, 20, 20, 4, .72)
}

func cosmetic(c *canvas) {
	c.rect(c.light(.3), 196, 208, 100, 204, 18)
	c.rect(c.dark(.1), 222, 138, 48, 74, 8)
	c.rect(white, 210, 270, 72, 76, 6)
	c.rect(c.accent, 328, 306, 146, 106, 20)
	c.rect(c.dark(.15), 322, 268, 158, 46, 12)
	c.star(c.light(.7), 401, 362, 28, 28, 6, .4)
	c.blade(leaf, 246, 334, 246, 278, .25)
}

func appliance(c *canvas) {
	c.rect(white, 200, 100, 240, 312, 20)
	c.rect(pale, 200, 100, 240, 62, 18)
	c.disc(c.accent, 398, 131, 17)
	c.rect(c.light(.4), 224, 120, 92, 22, 6)
	c.disc(steel, 320, 284, 94)
	c.disc(glass, 320, 284, 76)
	c.fill(mix(glass, c.accent, .45), from(246, 292).curve(276, 270, 340, 316, 394, 284).curve(392, 380, 250, 384, 246, 292))
}

func tile(c *canvas) {
	for i := 0; i < 3; i++ {
		for j := 0; j < 3; j++ {
			x, y := 176+float32(i)*98, 108+float32(j)*98
			c.rect(mix(cream, white, .3), x, y, 92, 92, 4)
			c.poly(mix(c.accent, white, .2*float64((i+j)%3)), x+46, y+12, x+80, y+46, x+46, y+80, x+12, y+46)
			c.disc(cream, x+46, y+46, 13)
		}
	}
}

func roll(c *canvas) {
	c.disc(ink, 300, 268, 142)
	c.star(mix(ink, white, .12), 300, 268, 142, 142, 30, .06)
	c.disc(mix(ink, white, .2), 300, 268, 100)
	c.disc(pale, 300, 268, 70)
	for i := 0; i < 5; i++ {
		dx := []float32{0, 46, 29, -29, -46}[i]
		dy := []float32{-48, -15, 39, 39, -15}[i]
		c.stroke(c.accent, 300, 268, 300+dx, 268+dy, 16)
	}
	c.disc(steel, 300, 268, 18)
	c.ellipse(ink, 470, 380, 76, 32)
	c.ellipse(mix(ink, white, .25), 470, 372, 44, 15)
}

func drum(c *canvas) {
	c.rect(c.accent, 226, 136, 188, 268, 12)
	c.ellipse(c.accent, 320, 402, 94, 16)
	c.ellipse(c.light(.3), 320, 138, 94, 20)
	c.disc(ink, 356, 136, 9)
	c.rect(c.dark(.2), 220, 206, 200, 14, 7)
	c.rect(c.dark(.2), 220, 320, 200, 14, 7)
	c.fill(cream, from(320, 236).curve(344, 268, 350, 278, 350, 288).curve(350, 308, 290, 308, 290, 288).curve(290, 278, 296, 268, 320, 236))
}

func ingot(c *canvas) {
	for _, v := range [][2]float32{{150, 336}, {330, 336}, {240, 262}} {
		x, y := v[0], v[1]
		c.poly(steel, x, y+72, x+24, y+20, x+140, y+20, x+164, y+72)
		c.poly(mix(steel, white, .5), x+24, y+20, x+44, y, x+120, y, x+140, y+20)
		c.rect(c.accent, x+60, y+36, 44, 18, 3)
	}
}

func timber(c *canvas) {
	for i := 0; i < 6; i++ {
		x := []float32{180, 290, 400, 235, 345, 290}[i]
		y := []float32{360, 360, 360, 268, 268, 176}[i]
		c.disc(mix(wood, ink, .25), x+30, y, 52)
		c.disc(mix(wood, white, .35), x+30, y, 43)
		c.disc(wood, x+30, y, 28)
		c.disc(mix(wood, white, .35), x+30, y, 18)
	}
	c.rect(c.accent, 146, 404, 352, 10, 4)
}

func container(c *canvas) {
	c.poly(c.accent, 128, 190, 400, 170, 400, 392, 128, 372)
	c.poly(c.dark(.2), 400, 170, 520, 194, 520, 368, 400, 392)
	for i := float32(0); i < 8; i++ {
		x := 150 + i*31
		c.poly(c.dark(.1), x, 200-i*2.1, x+12, 199-i*2.1, x+12, 364+i*2.1, x, 363+i*2.1)
	}
	c.stroke(c.light(.4), 448, 190, 448, 376, 5)
	c.stroke(c.light(.4), 474, 194, 474, 372, 5)
	c.rect(white, 184, 240, 92, 40, 4)
}

func coldbox(c *canvas) {
	container(c)
	for i := 0; i < 3; i++ {
		dx := []float32{34, 17, -17}[i]
		dy := []float32{0, 30, 30}[i]
		c.stroke(white, 330-dx, 284-dy, 330+dx, 284+dy, 8)
	}
}

func document(c *canvas) {
	c.poly(c.light(.4), 250, 108, 456, 138, 416, 408, 210, 378)
	c.poly(white, 196, 96, 356, 96, 412, 152, 412, 404, 196, 404)
	c.poly(pale, 356, 96, 412, 152, 356, 152)
	c.rect(c.accent, 222, 142, 100, 16, 6)
	for i := float32(0); i < 5; i++ {
		c.rect(pale, 222, 184+i*30, 164-float32(int(i)%3)*26, 12, 6)
	}
	c.disc(c.accent, 366, 356, 30)
	c.stroke(white, 352, 356, 362, 368, 7)
	c.stroke(white, 360, 368, 382, 344, 7)
}

func book(c *canvas) {
	c.fill(c.accent, from(118, 146).line(522, 146).line(522, 388).line(118, 388))
	c.fill(white, from(320, 166).curve(270, 128, 190, 128, 134, 150).line(134, 366).curve(190, 346, 270, 346, 320, 380))
	c.fill(pale, from(320, 166).curve(370, 128, 450, 128, 506, 150).line(506, 366).curve(450, 346, 370, 346, 320, 380))
	for i := float32(0); i < 4; i++ {
		c.rect(c.light(.55), 160, 186+i*36, 124, 9, 4)
		c.rect(c.light(.45), 356, 186+i*36, 124, 9, 4)
	}
}

func card(c *canvas) {
	c.rect(c.dark(.1), 174, 138, 300, 190, 22)
	c.rect(c.accent, 146, 178, 300, 190, 22)
	c.rect(ink, 146, 214, 300, 36, 0)
	c.rect(rgb(0xf0c75e), 176, 278, 54, 40, 8)
	c.rect(c.light(.5), 176, 334, 120, 12, 6)
	c.disc(c.light(.5), 396, 324, 22)
	c.disc(c.light(.75), 374, 324, 22)
}

func suitcase(c *canvas) {
	c.rect(ink, 268, 96, 104, 70, 16)
	c.rect(c.light(.80), 284, 112, 72, 60, 8)
	c.rect(c.accent, 174, 150, 292, 250, 28)
	c.rect(c.dark(.18), 218, 150, 22, 250, 0)
	c.rect(c.dark(.18), 400, 150, 22, 250, 0)
	c.disc(cream, 320, 276, 46)
	c.poly(c.accent, 290, 290, 312, 256, 326, 274, 334, 264, 352, 290)
	c.rect(ink, 208, 398, 40, 14, 6)
	c.rect(ink, 392, 398, 40, 14, 6)
}

func testtube(c *canvas) {
	for i := float32(0); i < 3; i++ {
		x := 204 + i*88
		c.rect(glass, x, 112, 56, 256, 28)
		c.rect(mix(c.accent, white, .22*float64(i)), x+7, 212+i*24, 42, 149-i*24, 21)
		c.rect(steel, x-8, 104, 72, 16, 8)
	}
	c.rect(wood, 164, 272, 312, 26, 6)
	c.rect(wood, 164, 386, 312, 26, 6)
	c.rect(mix(wood, ink, .2), 164, 272, 22, 140, 4)
	c.rect(mix(wood, ink, .2), 454, 272, 22, 140, 4)
}

func factory(c *canvas) {
	c.rect(steel, 424, 132, 42, 170, 4)
	c.disc(pale, 452, 108, 22)
	c.disc(pale, 482, 92, 28)
	c.poly(c.accent, 146, 408, 146, 268, 226, 216, 226, 268, 306, 216, 306, 268, 386, 216, 386, 268, 494, 268, 494, 408)
	for i := float32(0); i < 4; i++ {
		c.rect(cream, 172+i*80, 308, 46, 38, 4)
	}
	c.rect(c.dark(.3), 290, 362, 60, 46, 2)
}

func hat(c *canvas) {
	straw := rgb(0xd9b873)
	c.fill(straw, from(320, 130).curve(380, 210, 470, 300, 540, 348).curve(430, 384, 210, 384, 100, 348).curve(170, 300, 260, 210, 320, 130))
	for i := float32(0); i < 3; i++ {
		w := 70 + i*62
		y := 216 + i*48
		c.fill(mix(straw, ink, .16), from(320-w, y).curve(320-w/2, y+20, 320+w/2, y+20, 320+w, y).curve(320+w/2, y+28, 320-w/2, y+28, 320-w, y))
	}
	c.fill(c.accent, from(206, 372).curve(250, 430, 390, 430, 434, 372).curve(390, 414, 250, 414, 206, 372))
}

func lamp(c *canvas) {
	c.disc(rgb(0xf7d774), 320, 214, 104)
	c.poly(rgb(0xf7d774), 262, 296, 378, 296, 364, 332, 276, 332)
	c.rect(steel, 274, 332, 92, 18, 6)
	c.rect(steel, 280, 354, 80, 16, 6)
	c.rect(ink, 292, 374, 56, 22, 9)
	c.stroke(c.accent, 290, 300, 300, 214, 7)
	c.stroke(c.accent, 350, 300, 340, 214, 7)
	c.stroke(c.accent, 298, 216, 342, 216, 7)
	c.ellipse(white, 274, 180, 13, 28)
}

func glasses(c *canvas) {
	c.rect(ink, 130, 200, 176, 126, 44)
	c.rect(ink, 334, 200, 176, 126, 44)
	c.rect(mix(glass, c.accent, .3), 144, 214, 148, 98, 32)
	c.rect(mix(glass, c.accent, .3), 348, 214, 148, 98, 32)
	c.stroke(ink, 300, 236, 340, 236, 14)
	c.rect(white, 170, 248, 70, 10, 5)
	c.rect(white, 170, 268, 48, 10, 5)
	c.stroke(ink, 132, 220, 96, 174, 14)
	c.stroke(ink, 508, 220, 544, 174, 14)
}

// shapes are the drawings by name; several names may share one.
var shapes = map[string]func(*canvas){
	"appliance": appliance, "banana": banana, "battery": battery, "book": book, "bottle": bottle, "bowl": bowl, "box": carton, "bus": bus,
	"camera": camera, "can": can, "car": car, "card": card, "carton": carton, "chair": chair, "charger": charger, "chip": chip,
	"cloud": cloud, "coconut": coconut, "coldbox": coldbox, "container": container, "cosmetic": cosmetic, "cup": cup,
	"document": document, "drone": drone, "drum": drum, "durian": durian, "excavator": excavator, "factory": factory, "fish": fish,
	"fruit": fruit, "gear": gear, "gem": gem, "glasses": glasses, "hat": hat, "ingot": ingot, "jar": jar, "lamp": lamp,
	"machine": machine, "monitor": monitor, "motorcycle": motorcycle, "panel": panel, "pepper": pepper, "phone": phone, "pill": pill,
	"pineapple": pineapple, "pouch": pouch, "robot": robot, "robot-arm": robotArm, "robot-dog": robotDog, "roll": roll, "sack": sack,
	"screen": screen, "server": server, "shell": shell, "ship": ship, "shirt": shirt, "shrimp": shrimp, "suitcase": suitcase,
	"tea": tea, "testtube": testtube, "textile": textile, "tile": tile, "timber": timber, "tractor": tractor, "truck": truck,
	"turbine": turbine, "vase": vase,
}
