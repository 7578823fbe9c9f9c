/**
 * The look of the HTML copy: the language of the app on a page. Readable on a phone and in print, in light and dark,
 * and without colour: every outcome is a symbol and a word.
 */
export const reportStyle = `
:root{--ink:#1b2228;--quiet:#56616b;--line:#c3cad0;--tint:#f4f6f7;--paper:#fff;--accent:#0e4f5c;
--correct:#1d6b41;--partial:#7d5700;--incorrect:#9c2630;--pending:#34567d;color-scheme:light dark}
*{box-sizing:border-box}
body{margin:0;background:var(--paper);color:var(--ink);font:16px/1.55 system-ui,"Segoe UI",Roboto,"Noto Sans",sans-serif;
overflow-wrap:anywhere}
main{max-width:52rem;margin:0 auto;padding:2rem 1.25rem 4rem}
h1{font-size:1.75rem;line-height:1.25;margin:0 0 .25rem}
.subtitle,.label,.quiet,figcaption,.footer{color:var(--quiet)}
.facts{display:grid;grid-template-columns:repeat(auto-fill,minmax(18rem,1fr));gap:.25rem 2rem;margin:1.5rem 0;
padding:.75rem 0;border-block:1px solid var(--line)}
.facts>div{display:grid;align-content:start;grid-template-columns:8.5rem 1fr;gap:.75rem}
dt{color:var(--quiet);font-size:.875rem;padding-top:.1rem}dd{margin:0}
.emphasis{font-weight:600}
section{margin-top:2.5rem;padding-top:1rem;border-top:1px solid var(--line)}
section>h2{font-size:1.125rem;margin:0 0 .5rem}
.head{display:flex;flex-wrap:wrap;gap:.25rem 1rem;align-items:baseline}
.head h2{font-size:1.125rem;margin:0;flex:1 1 auto}
.number{color:var(--accent);margin-inline-end:.75rem;font-variant-numeric:tabular-nums}
.watermark{position:fixed;inset:0;z-index:-1;display:flex;align-items:center;justify-content:center;pointer-events:none;
color:var(--ink);opacity:.07;font-size:min(6rem,14vw);font-weight:600;text-align:center;transform:rotate(-32deg)}
.page{color:var(--quiet);font-size:.8em;margin:0}
.mark{font-weight:600;font-variant-numeric:tabular-nums;margin-inline-start:auto}
.label{border:1px solid var(--line);border-radius:.25rem;padding:0 .4rem;font-size:.8125rem}
.outcome{unicode-bidi:isolate;font-weight:600;font-size:.875rem;white-space:nowrap}
.correct{color:var(--correct)}.partial{color:var(--partial)}.incorrect{color:var(--incorrect)}.pending{color:var(--pending)}
.unanswered,.neutral{color:var(--quiet)}
.part{margin-top:1rem}.part>h3{font-size:.875rem;color:var(--quiet);margin:0 0 .35rem}
.answer{background:var(--tint);border-inline-start:3px solid var(--ink);padding:.75rem 1rem}
.right-answer{border-inline-start:2px dotted var(--ink);padding:.25rem 1rem}
.comment{border-inline-start:2px solid var(--accent);padding:.25rem 1rem}
p{margin:0 0 .6rem}.part h4,.part h5,.part h6{margin:1rem 0 .35rem;font-size:1rem}
ul,ol{margin:0 0 .6rem;padding-inline-start:1.75rem}li>p:first-child{margin-bottom:.2rem}li>ul,li>ol{margin:.2rem 0}
.center{text-align:center}.end{text-align:end}
img{max-width:100%;height:auto;vertical-align:middle;background:#fff}figure{margin:.6rem 0}figure>img{max-height:60rem;object-fit:contain;object-position:left}
pre{margin:0 0 .6rem;white-space:pre-wrap;font:inherit}pre.mono,code{font:.875em/1.5 ui-monospace,Consolas,"Noto Sans Mono",monospace}
pre.mono{border:1px solid var(--line);border-radius:.25rem;padding:.6rem}
blockquote{margin:0 0 .6rem;padding-inline-start:1rem;border-inline-start:2px solid var(--line)}
.scroll{overflow-x:auto}table{border-collapse:collapse;margin:0 0 .8rem;width:auto;min-width:50%;overflow-wrap:normal}
caption{text-align:start;color:var(--quiet);padding-bottom:.25rem}
th,td{text-align:start;vertical-align:top;padding:.35rem .6rem;border-bottom:1px solid var(--line)}
td code{overflow-wrap:anywhere}
td p:last-child,th p:last-child,li p:last-child{margin-bottom:0}
.dense{font-size:.8125rem;width:100%}.dense tbody th{font-weight:inherit}
.choices{list-style:none;margin:0;padding:0}.choices>li{display:grid;grid-template-columns:1.5rem auto 1fr auto;gap:.1rem .4rem;
padding:.35rem .5rem;border:1px solid transparent;border-radius:.25rem}
.choices>li+li{margin-top:.2rem}
.choices>li.chosen{border-color:var(--ink);background:var(--paper)}.choices .feedback{grid-column:3/-1;color:var(--quiet);font-size:.875rem}
.gap{-webkit-box-decoration-break:clone;box-decoration-break:clone;border:1px solid var(--ink);border-radius:.2rem;padding:0 .35rem;font-weight:600;background:var(--paper);white-space:pre-wrap}
.gap.none{border:1px dashed var(--quiet);font-weight:400;font-style:italic;color:var(--quiet)}
.placement{--ink:#1b2228;--quiet:#56616b;--paper:#fff;position:relative;border:1px solid #c3cad0;max-width:100%;color:var(--ink);background:#fff}
.placement .ground{width:100%;height:100%;display:block;margin:0}
.placement .thing{position:absolute;width:max-content;font-size:.8125rem;font-weight:600;line-height:1.4}
.placement .item,.placement .name{background:var(--paper);border:1px solid var(--ink);border-radius:.15rem;padding:0 .3rem}
.placement .picture{padding:0;font-size:0}.placement .picture img{width:100%;height:auto}
.placement .empty{border:1px dashed var(--quiet);font-weight:400;color:var(--quiet)}
.placement .marker{display:flex;gap:.2rem;align-items:flex-start;transform:translate(-.35rem,-.35rem)}
.placement .turned{flex-direction:row-reverse;transform:translate(.35rem,-.35rem)}
.placement .pin{flex:none;width:.7rem;height:.7rem;border-radius:50%;border:.12rem solid var(--ink);background:radial-gradient(var(--ink) 30%,#fff 40%)}
.placement .name{margin-top:-.35rem}
.placement .zones{position:absolute;inset:0;width:100%;height:100%;fill:none}.zones *{vector-effect:non-scaling-stroke}
.zones .under{stroke:#fff;stroke-width:4}.zones .over{stroke:#000;stroke-width:2;stroke-dasharray:6 4}
.placeholder{border:1px dashed var(--quiet);border-radius:.25rem;padding:.5rem .75rem;margin:0 0 .6rem;color:var(--quiet)}
code.formula{background:var(--tint);padding:.05rem .3rem;border-radius:.2rem}.formula.display{display:block;padding:.25rem 0;margin:0 0 .6rem}
.drawn{position:relative;display:inline-block;max-width:100%}.drawn svg{display:inline-block;max-width:100%;height:auto}
.drawn .source{position:absolute;inset:0;overflow:hidden;color:transparent;font-size:.6em;line-height:1.2;white-space:pre-wrap}
.hidden{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%);white-space:nowrap}
.footer{display:flex;justify-content:space-between;gap:1rem;margin-top:3rem;padding-top:.75rem;border-top:1px solid var(--line);font-size:.8125rem}
@media (max-width:34rem){.facts>div{grid-template-columns:1fr;gap:0}main{padding:1.25rem 1rem 3rem}
.facts{grid-template-columns:repeat(auto-fill,minmax(9rem,1fr));gap:.5rem 1rem}th,td{padding:.3rem .4rem}
.choices>li{grid-template-columns:1.5rem auto 1fr}.choices>li>.result{grid-column:3}}
@media screen and (prefers-color-scheme:dark){:root{--ink:#e4e8eb;--quiet:#a4aeb6;--line:#434c54;--tint:#20262b;--paper:#14181b;
--accent:#74bccb;--correct:#72c596;--partial:#e2b45c;--incorrect:#f2949b;--pending:#97b9e4}
a{color:#8fc7ff}a:visited{color:#c6a8f5}.tinted,.drawn svg:has([fill]:not([fill=currentColor],[fill=none])){color:#1b2228;background-color:#fff}}
@media print{:root{color-scheme:light}@page{margin:16mm}body{font-size:10.5pt;overflow-wrap:anywhere}main{max-width:none;padding:0}
.head,figure,.choices>li,tr{break-inside:avoid}.head,.part>h3{break-after:avoid}table{overflow-wrap:anywhere}.scroll{overflow:visible}
.wide{font-size:6pt}.widest{font-size:4.5pt}:is(.wide,.widest) :is(th,td){padding:.1rem .15rem}
.answer,.choices>li.chosen,.gap{background:none}a{color:inherit}}
`.trim()
