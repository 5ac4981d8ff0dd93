package locale

// archiveMessages is what packing a case and unpacking it say.
var archiveMessages = []Entry{
	{"help.archive.short", "Pack the case into one file for safe keeping", "把整个案件打包保存"},
	{"help.archive.long", "Writes a zip that holds the evidence under readable names, what was read from it, the\ncase file, and lists of SHA-256 sums: it can be opened and checked without complain.\nWith --encrypt it is locked with a passphrase (age). complain restore makes a case of it.", "写出一个 zip：证据按可读的名称存放，附读出的内容、案件文件和 SHA-256 清单，\n不装 complain 也能打开和核对。加 --encrypt 则用口令加密（age 格式）。\n用 complain restore 可还原成案件。"},
	{"help.archive.example", "  complain archive\n  complain archive -o /media/usb/case.zip\n  complain archive --encrypt -o case.zip.age", "  complain archive\n  complain archive -o /media/usb/案件.zip\n  complain archive --encrypt -o 案件.zip.age"},
	{"help.restore.short", "Make a case from an archive", "从打包文件还原案件"},
	{"help.restore.long", "Checks every byte of an archive against its lists, and makes the case file that was packed.\nNothing is left behind when anything is wrong, and no file is replaced.", "按清单核对打包文件的每一个字节，再还原当时的案件文件。\n有任何不符则什么都不留下；绝不覆盖已有文件。"},
	{"help.restore.example", "  complain restore case-2026-03-09.zip\n  complain restore case.zip.age -o cup.complain --passphrase-file words.txt", "  complain restore 案件-2026-03-09.zip\n  complain restore 案件.zip.age -o 杯子.complain --passphrase-file 口令.txt"},
	{"flag.archive.output", "archive to write (default: name of the case and date)", "打包文件名（默认：案件文件名加日期）"},
	{"flag.archive.encrypt", "encrypt with a passphrase, asked on the terminal", "用口令加密（在终端询问）"},
	{"flag.archive.passphrase-file", "encrypt with the passphrase in this file", "用此文件中的口令加密"},
	{"flag.archive.force", "replace the archive if it is there", "打包文件已存在时覆盖"},
	{"flag.restore.output", "case file to make (default: its name when it was packed)", "还原出的案件文件名（默认：打包时的名称）"},
	{"flag.restore.passphrase-file", "file with the passphrase (default: asked on the terminal)", "口令所在文件（默认在终端询问）"},

	{"archive.done", "Packed {0} {0|file|files} of evidence into {1} ({2} bytes)", "已将 {0} 件证据打包到 {1}（{2} 字节）"},
	{"archive.sha256", "SHA-256 of the archive: {0}", "打包文件的 SHA-256：{0}"},
	{"archive.next", "To check it without complain: unzip it, and run in its folder: sha256sum -c manifest-sha256.txt", "不装 complain 的核对方法：解压后在其文件夹内运行 sha256sum -c manifest-sha256.txt"},
	{"archive.next.sealed", "To open it: complain restore {0} or age -d {0}", "打开方法：complain restore {0}，或 age -d {0}"},
	{"archive.lost", "A lost passphrase is final: nobody can open the archive without it. Write it down and keep it apart.", "口令一旦丢失，任何人都无法打开此打包文件。请写下来，与文件分开保管。"},
	{"restore.done", "Restored {0}: {1}", "已还原 {0}：{1}"},
	{"restore.checked", "Every byte is as it was packed: {0} {0|file|files} of evidence, {1} {1|record|records}, {2} {2|entry|entries} in the custody log", "每个字节都与打包时一致：证据 {0} 件，记录 {1} 条，保管日志 {2} 条"},
	{"restore.head", "Custody log ends in: {0}", "保管日志末条：{0}"},

	{"form.passphrase", "Passphrase:", "口令："},
	{"form.passphrase.again", "The same again:", "请再输入一次："},
	{"error.passphrase-differs", "the two passphrases differ", "两次输入的口令不一致"},
	{"error.passphrase-empty", "the passphrase is empty", "口令为空"},
	{"error.passphrase-lines", "{0} holds more than one line; a passphrase is one line", "{0} 不止一行；口令只能是一行"},
	{"error.passphrase-needed", "{0} is encrypted, and there is no terminal to ask for its passphrase", "{0} 已加密，而此处没有终端可询问口令"},
	{"error.passphrase-no-terminal", "there is no terminal to ask for a passphrase", "此处没有终端可询问口令"},
	{"hint.passphrase-file", "put the passphrase into a file that only you can read, and name it: --passphrase-file FILE", "请把口令写入只有您能读的文件，再指定：--passphrase-file 文件"},
	{"error.archive-stdout", "an archive is written to a file, not to standard output", "打包只能写到文件，不能写到标准输出"},
	{"hint.archive-stdout", "it is read back before it gets its name; name a file with -o", "打包文件命名前要先读回核对；请用 -o 指定文件"},
	{"error.archive-plain", "{0} ends like an encrypted archive, but no passphrase was asked for", "{0} 的结尾表示已加密，但没有要求加密"},
	{"hint.archive-plain", "add --encrypt, or name it with .zip alone", "请加上 --encrypt，或改用 .zip 结尾"},
	{"error.archive-itself", "{0} is the case itself", "{0} 就是案件文件本身"},
	{"hint.archive-itself", "choose another name with -o", "请用 -o 换一个名字"},
	{"hint.archive-output-exists", "choose another name with -o, or add --force to replace it", "用 -o 换一个名字，或加 --force 覆盖"},
	{"hint.restore-output-exists", "choose another name with -o; restore never replaces a file", "请用 -o 换一个名字；还原绝不覆盖已有文件"},
	{"hint.archive-damaged-case", "an archive of it could not be restored; complain verify lists the damage; make a copy of the case file first", "这样的打包文件无法还原；complain verify 会列出损坏之处；请先复制一份案件文件"},

	{"error.archive", "{0}: {1}", "{0}：{1}"},
	{"hint.archive.damaged", "nothing was restored; use another copy of the archive; where there is none, unzip still gives the files that are whole", "没有还原任何内容；请换一份完好的打包文件；若没有，可用 unzip 取出其中完好的文件"},
	{"hint.archive.unsafe", "nothing was restored; do not trust this file, and ask who gave it to you", "没有还原任何内容；请勿信任此文件，并向提供者核实"},
	{"hint.archive.passphrase", "nothing was restored; mind capitals and the keyboard's language, and try again", "没有还原任何内容；请注意大小写和输入法，再试一次"},
	{"hint.archive.not-archive", "archives are made with complain archive; other files are put into a case with complain add-evidence", "打包文件由 complain archive 生成；其他文件请用 complain add-evidence 放入案件"},
	{"hint.archive.older", "unzip the archive and open the case file in it, which brings it up to date", "请解压后打开其中的案件文件，届时会自动升级"},
	{"archive.fault.not-archive", "it is neither a zip nor an age file", "既不是 zip 也不是 age 文件"},
	{"archive.fault.no-bag", "it holds no {0}, so it is no archive of a case", "其中没有 {0}，不是案件的打包文件"},
	{"archive.fault.version", "its {0} names another kind of archive", "{0} 表明它是另一种打包文件"},
	{"archive.fault.no-case", "it holds no case file", "其中没有案件文件"},
	{"archive.fault.structure", "it is cut short or damaged, and its list of files cannot be read", "文件不完整或已损坏，读不出文件列表"},
	{"archive.fault.sealed", "it is cut short or damaged, and cannot be decrypted", "文件不完整或已损坏，无法解密"},
	{"archive.fault.passphrase", "the passphrase does not fit", "口令不对"},
	{"archive.fault.keys", "it is encrypted to keys, not with a passphrase; decrypt it with age first", "它是用密钥而非口令加密的；请先用 age 解密"},
	{"archive.fault.work", "its passphrase asks for more work than any archive of complain", "其口令所需的计算量超过 complain 的任何打包文件"},
	{"archive.fault.many", "more than {0} files", "文件超过 {0} 个"},
	{"archive.fault.refused", "it holds {0}, which no archive of complain does", "其中有 {0}，complain 的打包文件里不会有"},
	{"archive.fault.twice", "it holds {0} twice", "其中 {0} 出现了两次"},
	{"archive.fault.bomb", "{0} unpacks to far more than it should", "{0} 解压后远超应有的大小"},
	{"archive.fault.manifest-line", "line {0} of {1} cannot be read", "{1} 第 {0} 行无法识别"},
	{"archive.fault.untagged", "{0} is not listed in {1}", "{1} 中没有列出 {0}"},
	{"archive.fault.missing", "{0} is missing", "缺少 {0}"},
	{"archive.fault.extra", "{0} is in it, and no list names it", "多出 {0}，清单中没有它"},
	{"archive.fault.hash", "{0} was changed: its bytes are not those that were packed", "{0} 被改动：内容与打包时不一致"},
	{"archive.fault.unreadable", "{0} is damaged and cannot be read", "{0} 已损坏，无法读取"},
	{"archive.fault.info", "{0} in {1} does not fit what it holds", "{1} 中的 {0} 与内容不符"},
	{"archive.fault.case", "{0} is no case file that complain makes", "{0} 不是 complain 的案件文件"},
	{"archive.fault.newer", "{0} was written by a newer version of complain", "{0} 由更新版本的 complain 写成"},
	{"archive.fault.older", "{0} was written by an older version of complain", "{0} 由更早版本的 complain 写成"},
	{"archive.fault.case-damaged", "{0} is damaged: {1}", "{0} 已损坏：{1}"},
	{"archive.fault.evidence", "{0} is not the {1} of the case file", "{0} 与案件文件中的 {1} 不一致"},

	{"archive.readme", `{0}
{1}

This is an archive of a dispute with a shop, made with the program complain. All of it can be
opened, read and checked without that program.

WHAT IS WHAT
  data/evidence/          the {2} {2|file|files} of evidence, byte for byte as received.
                          E1, E2 ... are their numbers in the case; withdrawn evidence is here too,
                          evidence whose bytes were purged is not.
  data/records.jsonl      what was read from the evidence, one JSON object a line (UTF-8)
  data/timeline.jsonl     what happened, in order of time, with the evidence that says so
  data/custody.jsonl      what was done to the case, each entry chained to the one before by its hash
  data/case/{4}
                          the case itself, an SQLite 3 database; complain opens it
  manifest-sha256.txt     the SHA-256 of every file in data
  tagmanifest-sha256.txt  the SHA-256 of the manifest and the other files beside it
  bag-info.txt            date, size, and the hash of the last custody entry
The form is BagIt 1.0 (RFC 8493).

HOW TO CHECK IT
Unpack the zip and open a terminal in the folder {3}. Then:
  Linux     sha256sum -c manifest-sha256.txt
            sha256sum -c tagmanifest-sha256.txt
  macOS     shasum -a 256 -c manifest-sha256.txt
            shasum -a 256 -c tagmanifest-sha256.txt
  Windows   certutil -hashfile "data\evidence\NAME" SHA256
            and compare what it prints with the line of that name in manifest-sha256.txt
Every line must end in OK. The sums show that nothing changed since the archive was made; to show
that also to someone who trusts neither you nor this file, compare them with a copy that was given
away or time-stamped earlier.

HOW TO GET THE CASE BACK
  complain restore NAME.zip
or copy data/case/{4} out of it.

Last entry of the custody log: {5}`, `{0}
{1}

这是一起网购纠纷案件的打包文件，由 complain 程序生成。不装该程序，也能打开、阅读和核对全部内容。

里面有什么
  data/evidence/          证据共 {2} 件，与收到时逐字节相同。E1、E2……是案件中的证据编号；
                          已撤回的证据也在其中，已彻底清除内容的不在。
  data/records.jsonl      从证据中读出的记录，每行一个 JSON 对象（UTF-8）
  data/timeline.jsonl     按时间排列的经过，注明出自哪件证据
  data/custody.jsonl      保管日志：对案件做过的每一件事，每条以校验值与前一条相扣
  data/case/{4}
                          案件本身，SQLite 3 数据库，可用 complain 打开
  manifest-sha256.txt     data 中每个文件的 SHA-256
  tagmanifest-sha256.txt  上述清单及其旁边各文件的 SHA-256
  bag-info.txt            日期、大小、保管日志末条的校验值
格式为 BagIt 1.0（RFC 8493）。

如何核对
解压后，在文件夹 {3} 中打开终端，运行：
  Linux     sha256sum -c manifest-sha256.txt
            sha256sum -c tagmanifest-sha256.txt
  macOS     shasum -a 256 -c manifest-sha256.txt
            shasum -a 256 -c tagmanifest-sha256.txt
  Windows   certutil -hashfile "data\evidence\文件名" SHA256
            再与 manifest-sha256.txt 中同名一行比较
每行末尾都应为 OK。校验值说明自打包以来没有改动；若要让既不信任您、也不信任此文件的人相信，
请与此前已交付他人或已加盖时间戳的副本比较。

如何还原案件
  complain restore 文件名.zip
或直接取出 data/case/{4}。

保管日志末条：{5}`},
}
