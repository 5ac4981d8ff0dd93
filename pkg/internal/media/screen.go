package media

import "slices"

// screenWidths is the widths of the screens of phones sold since 2014, in
// pixels.
var screenWidths = []int{640, 720, 750, 828, 1080, 1084, 1116, 1125, 1170, 1176, 1179, 1200, 1206, 1216, 1220, 1224, 1240, 1242, 1256, 1260, 1264, 1272, 1284, 1290, 1312, 1316, 1320, 1344, 1368, 1440}

// ScreenWidth reports whether phones have screens of this width in pixels.
func ScreenWidth(width int) bool { return slices.Contains(screenWidths, width) }
