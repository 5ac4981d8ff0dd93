package transcript

import (
	"strings"
	"time"
)

// weekdays are the words for them, Sunday first.
var weekdays = [][7]string{
	{"Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"},
	{"Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"},
	{"日", "月", "火", "水", "木", "金", "土"},
	{"日", "一", "二", "三", "四", "五", "六"},
	{"日曜日", "月曜日", "火曜日", "水曜日", "木曜日", "金曜日", "土曜日"},
	{"วันอาทิตย์", "วันจันทร์", "วันอังคาร", "วันพุธ", "วันพฤหัสบดี", "วันศุกร์", "วันเสาร์"},
	{"อา.", "จ.", "อ.", "พ.", "พฤ.", "ศ.", "ส."},
	{"星期日", "星期一", "星期二", "星期三", "星期四", "星期五", "星期六"},
	{"週日", "週一", "週二", "週三", "週四", "週五", "週六"},
	{"周日", "周一", "周二", "周三", "周四", "周五", "周六"},
	{"일", "월", "화", "수", "목", "금", "토"},
	{"일요일", "월요일", "화요일", "수요일", "목요일", "금요일", "토요일"},
}

// Weekday reads the name of a day of the week.
func Weekday(s string) (time.Weekday, bool) {
	for _, words := range weekdays {
		for i, w := range words {
			if strings.EqualFold(s, w) {
				return time.Weekday(i), true
			}
		}
	}
	return 0, false
}
