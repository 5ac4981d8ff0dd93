package locale

// photoMessages is what the importers of pictures and of files that nobody
// reads say.
var photoMessages = []Entry{
	{"file-name.taken", "the time is from the file name: when the camera made the file", "时间取自文件名：相机生成该文件的时间"},
	{"file-name.screenshot", "the time is from the file name: when the screen was captured", "时间取自文件名：截屏时间"},
	{"file-name.recorded", "the time is from the file name: when the recording was made", "时间取自文件名：录制时间"},
	{"file-name.sent", "the time is from the file name: when a messenger sent or received it, not when it was made", "时间取自文件名：聊天软件收发的时间，不是拍摄时间"},
	{"file-name.saved", "the time is from the file name: when the file was saved, which may be later than it was made", "时间取自文件名：保存到设备的时间，可能晚于拍摄时间"},
	{"file-name.edited", "the time is from the file name: when an editing app saved it, not when it was made", "时间取自文件名：修图软件的保存时间，不是拍摄时间"},
	{"file-name.scanned", "the time is from the file name: when it was scanned", "时间取自文件名：扫描时间"},
	{"photo.magic", "begins as {0} pictures do", "文件开头是 {0} 图片的标志"},
	{"photo.no-picture", "not a picture, but {0}", "不是图片，而是 {0}"},
	{"photo.no-time", "states no time at which it was made", "没有记录拍摄时间"},
	{"photo.digitised", "the time is when the picture was digitised, as EXIF says; when it was taken is not stated", "时间取自 EXIF 的数字化时间；没有记录拍摄时间"},
	{"photo.xmp-taken", "the time is from XMP, which programs add later; EXIF has none", "时间取自 XMP（可由软件事后写入）；EXIF 中没有时间"},
	{"photo.xmp-created", "the time is XMP's date of creation, which may be that of a copy; EXIF has none", "时间取自 XMP 的创建日期，可能是副本的创建时间；EXIF 中没有时间"},
	{"photo.png-created", "the time is the creation time written into the PNG file", "时间取自 PNG 文件内的创建时间"},
	{"photo.bad-date", "EXIF has a date that cannot be: {0}", "EXIF 中的日期无效：{0}"},
	{"photo.unset-clock", "{0} is the time of a camera whose clock was never set", "{0} 像是相机时钟未设置时的时间"},
	{"photo.changed", "EXIF says the file was changed later, on {0}", "EXIF 记录该文件后来于 {0} 修改过"},
	{"photo.changed-before", "EXIF says the file was changed on {0}, before it was taken on {1}: the camera's clock may be wrong", "EXIF 记录的修改时间 {0} 早于拍摄时间 {1}，相机时钟可能不准"},
	{"photo.xmp-differs", "XMP says it was taken on {0}, EXIF says {1}", "拍摄时间不一致：XMP 为 {0}，EXIF 为 {1}"},
	{"photo.name-differs", "the file name says {0}, the metadata says {1}", "时间不一致：文件名为 {0}，图片信息为 {1}"},
	{"photo.saved-later", "the file name says {0}, when it was saved or sent; it was made on {1}", "文件名中的 {0} 是保存或收发时间，图片生成于 {1}"},
	{"photo.damaged", "part of the picture's metadata could not be read", "部分图片信息无法读取"},
	{"photo.stripped", "a messenger removed when, where and with what it was taken; if you have the original, add it from the phone that took it, by cable", "聊天软件传送时去掉了拍摄时间等信息；如有原图，请用数据线从拍摄的手机导出后再添加"},
	{"photo.edited", "was saved by an editing program: {0}", "经修图软件保存过：{0}"},
	{"photo.generated", "is marked as made by AI", "带有人工智能生成的标识"},
}
