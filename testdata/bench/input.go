package main

import (
	"bufio"
	"bytes"
	"fmt"
	"image"
	"image/jpeg"
	"math/rand/v2"
	"os"
	"path/filepath"
	"time"
)

// write makes a file in the working folder.
func (b *bench) write(name string, fill func(w *bufio.Writer)) error {
	f, err := os.Create(filepath.Join(b.dir, name))
	if err != nil {
		return err
	}
	defer f.Close()
	w := bufio.NewWriter(f)
	fill(w)
	if err := w.Flush(); err != nil {
		return err
	}
	return f.Close()
}

var began = time.Date(2026, 1, 2, 8, 0, 0, 0, time.UTC)

var phrases = []string{
	"您好，请问什么时候发货", "在吗", "已经收到，谢谢", "包装破了，里面的杯子有裂纹", "please send the invoice",
	"The parcel has not arrived yet", "好的", "我要求退款", "We will look into it", "麻烦提供一下快递单号",
}

// chat is an export of WhatsApp for Android.
func (b *bench) chatFile(w *bufio.Writer) {
	for i := range b.size.messages {
		at := began.Add(time.Duration(i) * 20 * time.Second)
		fmt.Fprintf(w, "%s - %s: %s %d\n", at.Format("02/01/2006, 15:04"), []string{"Lin", "Shop"}[i%2], phrases[i*7%len(phrases)], i)
	}
}

// billFile is an export of Alipay's app.
func (b *bench) billFile(w *bufio.Writer) {
	fmt.Fprintln(w, "------------------------------------------------------------------------------------")
	fmt.Fprintln(w, "导出信息：")
	fmt.Fprintln(w, "姓名：某某")
	fmt.Fprintln(w, "------------------------支付宝支付科技有限公司  电子客户回单------------------------")
	fmt.Fprintln(w, "交易时间,交易分类,交易对方,对方账号,商品说明,收/支,金额,收/付款方式,交易状态,交易订单号,商家订单号,备注,")
	for i := range b.size.rows {
		at := began.Add(time.Duration(i) * 7 * time.Minute)
		fmt.Fprintf(w, "%s,日用百货,某某商店%d,sho***@example.com,杯子 %d 号,支出,%d.%02d,余额宝,交易成功,2026%016d\t,T%016d\t,,\n",
			at.Format(time.DateTime), i%50, i, 1+i%900, i%100, i, i)
	}
}

// photo is a picture of 12 megapixels that is as hard to pack as a photo.
func photo(seed uint64) ([]byte, error) {
	chance := rand.New(rand.NewPCG(seed, 1))
	const width, height = 4000, 3000
	img := image.NewYCbCr(image.Rect(0, 0, width, height), image.YCbCrSubsampleRatio420)
	for y := range height {
		for x := range width {
			img.Y[y*img.YStride+x] = uint8(x*y>>9) + uint8(chance.UintN(24))
		}
	}
	for i := range img.Cb {
		img.Cb[i], img.Cr[i] = uint8(i>>8), uint8(i>>10)
	}
	var out bytes.Buffer
	err := jpeg.Encode(&out, img, &jpeg.Options{Quality: 85})
	return out.Bytes(), err
}

// ends are the last bytes by which copies of a picture become different files.
func ends(i int) []byte { return fmt.Appendf(nil, "\xff\xfe\x00\x08%06d", i) }
