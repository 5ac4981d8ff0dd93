package locale

// pictureMessages is what packets and findings say of pictures as they were
// received: their place, their own bytes, sets of screenshots.
var pictureMessages = []Entry{
	{"flag.photos", "how photos go in: {0} (scaled for paper, without what the file says of itself) or {1} (the file's own bytes)", "照片如何放入：{0}（缩小到适合打印，不带图片信息）或 {1}（原文件字节原样放入）"},
	{"flag.with-location", "print where photos and recordings were made, as their files state it", "打印照片和录音录像文件中记载的拍摄位置"},
	{"flag.location", "show where it was made, as the file states it", "显示文件中记载的拍摄位置"},
	{"value.photos", "WAY", "方式"},
	{"error.photos", "there is no way {0} to put photos in", "没有“{0}”这种照片放入方式"},
	{"hint.photos", "--photos takes {0} or {1}", "--photos 可用 {0} 或 {1}"},
	{"evidence.location", "place       ", "位置      "},
	{"evidence.location-stated", "{0}, as the file states", "{0}（文件自身记载）"},
	{"evidence.no-location", "the file states none", "文件没有记载"},

	{"packet.place", "Place: {0}, as the file states", "位置：{0}（文件自身记载）"},
	{"packet.place-head", "Place", "位置"},
	{"packet.pixels-untouched", ", the file's own bytes", "，原文件字节原样放入"},
	{"packet.pixels-untouched-turned", ", the file's own bytes, shown upright", "，原文件字节原样放入，按其方向信息转正显示"},
	{"packet.pixels-lossless", ", every pixel as in the file", "，逐像素与原文件相同"},
	{"packet.pixels-instead", "Not the file's own bytes: {0}", "未能放入原文件字节：{0}"},
	{"packet.screen-origin", "Case number {0} · {1}", "案卷编号 {0} · {1}"},
	{"packet.screen-redacted", "Redacted: {0} {0|place is|places are} covered ({1}); the original is {2}", "遮盖件：遮盖 {0} 处（{1}），原件为 {2}"},
	{"packet.screen-pixels", "Original: {0}×{1} pixels, here {2}×{3}", "原图 {0}×{1} 像素，此处 {2}×{3}"},
	{"packet.screen-hash", "SHA-256 {0}… (whole under Integrity)", "SHA-256 {0}…（全文见完整性说明）"},
	{"packet.exhibit-range", "Exhibits {0}–{1}", "证据{0}–{1}"},
	{"packet.title.screenshot", "Screenshot: {0}", "截图：{0}"},
	{"packet.screenshot", "Screenshot", "截图"},
	{"packet.title.screens", "Screenshots ({0})", "截图（共 {0} 张）"},

	{"picture.instead-format", "PDF does not hold pictures of this kind", "PDF 不支持这种图片格式"},
	{"picture.instead-long", "it is too long for one page and is printed in parts", "图片过长，需分页打印"},
	{"picture.instead-large", "it is larger than this program puts in whole", "文件过大，无法整个放入"},

	{"finding.photo-stripped", "{0}: a messenger removed when and with what the {1|photo was|photos were} taken; originals prove more", "{0}：聊天软件去掉了照片的拍摄时间和设备信息，原图更有证明力"},
	{"fix.photo-stripped", "complain evidence show {0} says how to get the original", "complain evidence show {0} 说明怎样取得原图"},
	{"finding.photo-instead", "{0}: {1|it|they} cannot be put in untouched, so {1|a rendition is|renditions are} printed", "{0}：无法原样放入，改为打印转换后的图片"},
	{"finding.photo-place", "{0}: the bytes that go into the packet untouched hold the place where the {1|photo was|photos were} taken; whoever gets the packet can read it", "{0}：原样放入的图片字节里含有拍摄位置，收到材料的人都能读取"},
	{"fix.photo-place", "complain export --to {1} --photos print leaves out the place of {0} and all others", "complain export --to {1} --photos print，{0} 等照片的位置都不会带出"},
	{"finding.photo-metadata", "{0}: {1|it goes|they go} in untouched, with all that a file says of itself, such as the device and its settings", "{0}：原样放入，包括文件自带的设备型号、拍摄参数等信息"},
	{"finding.photo-future", "{0}: dated after the day of this packet; {1|its clock or its name is|their clocks or their names are} wrong", "{0}：时间晚于本材料的日期，相机时钟或文件名有误"},
	{"fix.photo-future", "complain evidence set {0} --captured TIME says when it was", "complain evidence set {0} --captured 时间，写明实际时间"},
	{"finding.photo-before-payment", "{0}: dated before the order was paid; where {1|it shows|they show} the goods, the clock or the order is not the right one", "{0}：时间早于付款；如拍的是商品，请核对相机时钟和订单"},
	{"fix.photo-before-payment", "complain evidence show {0}", "complain evidence show {0}"},
	{"finding.photo-late", "{0}: {1|it is|they are} dated more than two months after everything else in the packet; the office may ask why", "{0}：时间比材料中其他事实晚两个月以上，受理机关可能会问原因"},
	{"fix.photo-late", "complain evidence show {0}", "complain evidence show {0}"},
}
