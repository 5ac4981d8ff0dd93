package filedate

// form is one way in which files are named.
type form struct {
	example string // also the form's identity
	layout  layout
	means   Meaning
	app     string // "" where several apps or phones name files so
	utc     bool   // the clock in the name is UTC's
}

// forms is every known form, the more particular before the more general.
// Adding one is a row here and nothing else: the tests read each row's example.
var forms = []form{
	// WeChat. mmexport and microMsg are the moment of saving to the album,
	// wx_camera that of filming inside the app; 微信图片 is the moment of
	// saving on a computer, to which a counter is added when it is taken.
	{"mmexport1772690602123", "mmexport%E", Saved, WeChat, false},
	{"mmexport0123456789abcdef0123456789abcdef_1772690602123", "mmexport%x_%E", Saved, WeChat, false},
	{"microMsg.1772690602123", "microMsg.%E", Saved, WeChat, false},
	{"wx_camera_1772690602123", "wx_camera_%E", Taken, WeChat, false},
	{"微信图片_20260305140322", "{微信图片|微信视频|WeChat Image|WeChat}_%Y%m%d%H%M%S[%n]", Saved, WeChat, false},
	{"微信图片_2026-03-05_140322_123", "{微信图片|微信视频|WeChat Image|WeChat}_%Y-%m-%d_%H%M%S_%L", Saved, WeChat, false},
	{"微信截图_20260305140322", "微信截图_%Y%m%d%H%M%S", Screenshot, WeChat, false},
	{"WechatIMG123", "WechatIMG%n", Saved, WeChat, false},

	// WeCom, DingTalk, QQ.
	{"企业微信截图_20260305140322", "企业微信截图_%Y%m%d%H%M%S", Screenshot, WeCom, false},
	{"企业微信截图_17726906021234", "企业微信截图_%E%n", Screenshot, WeCom, false},
	{"企业微信20260305-140322", "{企业微信|企业微信截图}%Y%m%d-%H%M%S", Screenshot, WeCom, false},
	{"企业微信截图_0123abcd", "企业微信截图*", Screenshot, WeCom, false},
	{"Dingtalk_20260305140322", "{Dingtalk|钉钉截图|钉钉}_%Y%m%d%H%M%S", Screenshot, DingTalk, false},
	{"QQ图片20260305140322", "{QQ图片|QQ视频}%Y%m%d%H%M%S[%n]", Saved, QQ, false},
	{"QQ截图20260305140322", "{QQ截图|TIM截图}%Y%m%d%H%M%S", Screenshot, QQ, false},

	// WhatsApp. The counted names hold the day in the phone's zone on which
	// the file was sent or received.
	{"IMG-20260305-WA0001", "{IMG|VID|AUD|PTT|DOC|STK|GIF}-%Y%m%d-WA%n", Sent, WhatsApp, false},
	{"WhatsApp Image 2026-03-05 at 14.03.22", "WhatsApp {Image|Video|Audio|Ptt|GIF|Document} %Y-%m-%d at %h.%M.%S[ %p]", Sent, WhatsApp, false},
	{"WhatsApp Image 2026-03-05 at 14-03-22", "WhatsApp {Image|Video|Audio|Ptt|GIF|Document} %Y-%m-%d at %h-%M-%S", Sent, WhatsApp, false},
	{"WhatsApp 图像2026-03-05于14.03.22", "WhatsApp [ ]{图像|视频|音频|圖片|影片}[ ]%Y-%m-%d[ ]{于|於|在}[ ][%p]%h.%M.%S", Sent, WhatsApp, false},
	{"00000012-PHOTO-2026-03-05-14-03-22", "%n-{PHOTO|VIDEO|AUDIO|STICKER|GIF}-%Y-%m-%d-%H-%M-%S", Sent, WhatsApp, false},
	{"PHOTO-2026-03-05-14-03-22", "{PHOTO|VIDEO|AUDIO}-%Y-%m-%d-%H-%M-%S", Sent, WhatsApp, false},

	// Other messengers.
	{"signal-2026-03-05-14-03-22-123", "signal-%Y-%m-%d-%H-%M-%S-%L", Sent, Signal, false},
	{"signal-2026-03-05-140322", "signal-%Y-%m-%d-%H%M%S", Sent, Signal, false},
	{"photo_1@05-03-2026_14-03-22", "{photo|video|audio|file|sticker|animation}_%n@%d-%m-%Y_%H-%M-%S", Sent, Telegram, false},
	{"photo_2026-03-05_14-03-22", "{photo|video|audio}_%Y-%m-%d_%H-%M-%S", Saved, Telegram, false},
	{"KakaoTalk_Photo_2026-03-05-14-03-22", "KakaoTalk_{Photo|Video|Audio}_%Y-%m-%d-%H-%M-%S", Saved, Kakao, false},
	{"KakaoTalk_20260305_140322123", "KakaoTalk_%Y%m%d_%H%M%S%L", Saved, Kakao, false},
	{"FB_IMG_1772690602123", "FB_IMG_%E", Saved, Facebook, false},
	{"received_1234567890", "received_[-]%n!", Saved, Facebook, false},

	// Screenshots of phones: Xiaomi, OPPO and OnePlus, Huawei and Honor,
	// Samsung and Pixel, HarmonyOS, vivo; the package or app may follow.
	{"Screenshot_2026-03-05-14-03-22-123_com.example", "Screenshot_%Y-%m-%d-%H-%M-%S-%L", Screenshot, "", false},
	{"Screenshot_2026-03-05-14-03-22-36_0123456789abcdef", "Screenshot_%Y-%m-%d-%H-%M-%S-%C", Screenshot, "", false},
	{"Screenshot_2026-03-05-14-03-22", "Screenshot_%Y-%m-%d-%H-%M-%S", Screenshot, "", false},
	{"Screenshot_20260305-140322", "Screenshot_%Y%m%d{-|_}%H%M%S", Screenshot, "", false},
	{"Screenshot_20260305140322123", "Screenshot_%Y%m%d%H%M%S%L", Screenshot, "", false},
	{"Screenshot_20260305140322", "Screenshot_%Y%m%d%H%M%S", Screenshot, "", false},
	{"Screenshot_2026_0305_140322", "Screenshot_%Y_%m%d_%H%M%S", Screenshot, "", false},
	{"Screenshot_1772690602", "Screenshot_%e", Screenshot, "", false},
	{"Screenrecorder-2026-03-05-14-03-22-123", "Screenrecorder-%Y-%m-%d-%H-%M-%S[-%L]", Recorded, "", false},
	{"Screen_Recording_20260305-140322", "Screen_Recording_%Y%m%d{-|_}%H%M%S", Recorded, "", false},
	{"SVID_20260305_140322", "SVID_%Y%m%d_%H%M%S", Recorded, "", false},
	{"RPReplay_Final1772690602", "RPReplay_Final%e", Recorded, "", false},

	// Screenshots of computers: macOS, Windows, GNOME and KDE, other tools.
	{"Screenshot 2026-03-05 at 14.03.22", "{Screenshot|Screen Shot|Screen Recording|CleanShot} %Y-%m-%d at %h.%M.%S[ %p]", Screenshot, "", false},
	{"截屏2026-03-05 14.03.22", "{截屏|屏幕快照|录屏|屏幕录制|截圖|截图}[ ]%Y-%m-%d[ ][%p]%h.%M.%S", Screenshot, "", false},
	{"ScreenShot_2026-03-05_140322_123", "ScreenShot_%Y-%m-%d_%H%M%S_%L", Screenshot, "", false},
	{"屏幕截图 2026-03-05 140322", "{屏幕截图|螢幕擷取畫面|Screenshot|屏幕录制|Screen Recording} %Y-%m-%d %H%M%S", Screenshot, "", false},
	{"Screenshot from 2026-03-05 14-03-22", "{Screenshot from|截图|截圖|屏幕截图|Bildschirmfoto vom} %Y-%m-%d %H-%M-%S", Screenshot, "", false},
	{"截图_选择区域_20260305140322", "[深度]截图_{选择区域|全屏|窗口}_%Y%m%d%H%M%S", Screenshot, "", false},
	{"Bildschirmfoto 2026-03-05 um 14.03.22", "Bildschirmfoto %Y-%m-%d um %h.%M.%S", Screenshot, "", false},
	{"Capture d’écran 2026-03-05 à 14.03.22", "Capture d{’|'}écran %Y-%m-%d à %h.%M.%S", Screenshot, "", false},
	{"スクリーンショット 2026-03-05 14.03.22", "スクリーンショット %Y-%m-%d %h.%M.%S", Screenshot, "", false},
	{"Snipaste_2026-03-05_14-03-22", "{Snipaste_|Xnip}%Y-%m-%d_%H-%M-%S", Screenshot, "", false},
	{"Screenshot_1", "{Screenshot|Screen Shot|截屏|屏幕截图|屏幕快照|微信截图|QQ截图}*", Screenshot, "", false},

	// Cameras of phones. Pixel phones write UTC; all others the clock on the
	// wall.
	{"PXL_20260305_060322123", "PXL_%Y%m%d_%H%M%S%L", Taken, "", true},
	{"IMG_20260305_140322123", "{IMG|VID|MVIMG|PANO|PORTRAIT|BURST}_%Y%m%d_%H%M%S%L", Taken, "", false},
	{"IMG_20260305_140322_123", "{IMG|VID}_%Y%m%d_%H%M%S_%L", Taken, "", false},
	{"IMG_20260305_140322", "{IMG|VID|MVIMG|PANO|PORTRAIT|BURST|DSC|LRV|TRIM|AUD|REC}_%Y%m%d_%H%M%S", Taken, "", false},
	{"IMG20260305140322", "{IMG|VID}%Y%m%d%H%M%S", Taken, "", false},
	{"00001IMG_00001_BURST20260305140322123", "%nIMG_%n_BURST%Y%m%d%H%M%S[%L]", Taken, "", false},
	{"IMG_20260305", "{IMG|VID}_%Y%m%d!", Taken, "", false},
	{"WP_20260305_14_03_22_Pro", "WP_%Y%m%d_%H_%M_%S", Taken, "", false},
	{"WP_20260305_001", "WP_%Y%m%d_%n", Taken, "", false},
	{"20260305_140322", "%Y%m%d_%H%M%S!", Taken, "", false},

	// Apps that write files of their own: shopping, editing, scanning.
	{"JDIM_1772690602123", "JDIM_%E", Saved, "", false},
	{"MTXX_20260305140322", "MTXX_%Y%m%d%H%M%S", Edited, "", false},
	{"MTXX_MR20260305_140322123", "MTXX_{MR|MH|PT}%Y%m%d_%H%M%S%L", Edited, "", false},
	{"扫描全能王 2026-03-05 14.03", "{扫描全能王|CamScanner} %Y-%m-%d %H.%M", Scanned, "", false},

	// Bare times. Cloud albums and many apps name files so.
	{"2026-03-05 14.03.22", "%Y-%m-%d{ |_|-}%H{.|-|_}%M{.|-|_}%S!", Saved, "", false},
	{"2026-03-05_140322", "%Y-%m-%d{_|-| }%H%M%S!", Saved, "", false},
	{"1772690602123", "%E!", Saved, "", false},
	{"20260305140322", "%Y%m%d%H%M%S!", Saved, "", false},
	{"20260305-140322", "%Y%m%d-%H%M%S!", Saved, "", false},
}
