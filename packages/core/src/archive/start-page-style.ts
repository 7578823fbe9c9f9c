/** The one style sheet of the start page. Its hash stands in the page's content security policy. */
export const startPageStyle = `
:root{color-scheme:light dark;--paper:#fbfbf9;--raised:#fff;--tint:#f3f5f4;--ink:#1b2228;--quiet:#56616b;--line:#d9dedd;
--accent:#0e4f5c;--on-accent:#fff;--good:#1d6b41;--warn:#7d5700;--warn-tint:#fdf6e3;--warn-line:#dfc27a;--bad:#9c2630}
@media (prefers-color-scheme:dark){:root{--paper:#14191b;--raised:#1a2022;--tint:#20282a;--ink:#e6eaea;--quiet:#9dabb0;--line:#333e41;
--accent:#7cc4d0;--on-accent:#0d2227;--good:#7ccb9c;--warn:#e6bf62;--warn-tint:#2b2514;--warn-line:#6b5720;--bad:#f0949b}}
*{box-sizing:border-box}
html{-webkit-text-size-adjust:100%}
body{margin:0;background:var(--paper);color:var(--ink);font:16px/1.55 system-ui,-apple-system,"Segoe UI",Roboto,"Noto Sans",sans-serif}
.page{max-width:1100px;margin:0 auto;padding:48px 32px 64px}
a{color:var(--accent);text-decoration-thickness:1px;text-underline-offset:3px}
a:hover{text-decoration-thickness:2px}
:focus-visible{outline:2px solid var(--accent);outline-offset:2px;border-radius:2px}
.skip{position:absolute;left:-9999px}
.skip:focus{left:16px;top:8px;background:var(--raised);padding:8px 16px;z-index:3}
h1,h2,h3{font-weight:600;line-height:1.25;margin:0;text-wrap:balance;overflow-wrap:anywhere}
h1{font-size:30px;letter-spacing:-.01em}
h2{font-size:20px;margin-bottom:16px}
h3{font-size:16px;margin:24px 0 8px}
p{margin:0 0 12px;max-width:70ch}
section{margin-top:48px}
.brand{display:flex;align-items:center;gap:8px;margin-bottom:24px;color:var(--quiet);font-size:14px}
.mark{width:32px;height:32px;color:var(--accent);flex:none}
.mark .ring,.mark .letter{stroke:var(--on-accent)}
.under{margin:8px 0 0;color:var(--quiet)}
.state{margin-top:32px;padding:16px 24px;border:1px solid var(--line);border-radius:8px;background:var(--raised);display:flex;gap:16px;align-items:flex-start}
.state .icon{width:24px;height:24px;flex:none;margin-top:1px;color:var(--good)}
.state p{margin:0}
.state strong{font-weight:600}
.state .note{color:var(--quiet)}
.state.incomplete{background:var(--warn-tint);border-color:var(--warn-line)}
.state.incomplete .icon{color:var(--warn)}
.state.notices{margin-top:16px}
.state.notices .icon{color:var(--accent)}
.state ul{margin:8px 0 0;padding-left:20px}
.state li{margin:4px 0;overflow-wrap:anywhere}
summary{cursor:pointer;color:var(--accent)}
.facts{display:grid;grid-template-columns:minmax(9rem,max-content) 1fr;gap:8px 32px;margin:0}
.facts dt{color:var(--quiet)}
.facts dd{margin:0;overflow-wrap:anywhere}
details.more{margin-top:16px}
details.more .facts{margin-top:16px}
.tools{display:flex;flex-wrap:wrap;gap:8px 24px;align-items:end;margin-bottom:16px}
.tools[hidden]{display:none}
#more{margin-top:16px}
#more[hidden]{display:none}
#more button{font:inherit;font-size:14px;color:var(--accent);background:none;border:1px solid var(--line);border-radius:6px;padding:8px 12px;cursor:pointer}
@media screen{.later{display:none!important}}
.tools select{font:inherit;color:inherit;background:var(--raised);border:1px solid var(--line);border-radius:6px;padding:8px 12px;margin-top:4px;max-width:80vw}
.tools .sorting{display:none}
.tools label:not(.sorting){display:block}
.tools label{font-size:14px;color:var(--quiet)}
.tools input{font:inherit;color:inherit;background:var(--raised);border:1px solid var(--line);border-radius:6px;padding:8px 12px;width:min(24rem,80vw);margin-top:4px}
.tools output{font-size:14px;color:var(--quiet);padding-bottom:10px;font-variant-numeric:tabular-nums}
table{width:100%;border-collapse:separate;border-spacing:0;font-size:14px}
caption{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%)}
th,td{padding:10px 16px 10px 0;text-align:start;vertical-align:top;border-bottom:1px solid var(--line);overflow-wrap:break-word}
th:last-child,td:last-child{padding-inline-end:0}
thead th{position:sticky;top:0;z-index:1;background:var(--paper);font-weight:600;color:var(--quiet);vertical-align:bottom;white-space:nowrap;box-shadow:inset 0 -1px var(--line);border-bottom:0}
tbody td{overflow-wrap:anywhere;min-width:4.5rem}
tbody .word{overflow-wrap:normal}
tbody th{font-weight:600;min-width:9rem;overflow-wrap:anywhere}
tbody th .sub{display:block;font-weight:400}
.number{text-align:end;font-variant-numeric:tabular-nums;white-space:nowrap}
.time{font-variant-numeric:tabular-nums;white-space:nowrap}
thead button{all:unset;cursor:pointer;color:inherit;font:inherit;border-radius:2px}
thead button:hover{color:var(--ink)}
thead button:focus-visible{outline:2px solid var(--accent);outline-offset:2px}
thead button::after{content:"";display:inline-block;width:0;height:0;margin-inline-start:6px;vertical-align:middle;border:4px solid transparent;border-top-color:currentColor;border-bottom-width:0;opacity:.4}
thead .number button{display:inline-flex;flex-direction:row-reverse;align-items:center;gap:6px}
thead .number button::after{margin:0}
thead [aria-sort] button{color:var(--ink)}
thead [aria-sort] button::after{opacity:1}
thead [aria-sort=ascending] button::after{border-bottom:4px solid currentColor;border-top-width:0}
tbody tr:hover>*{background:var(--tint)}
.sub{color:var(--quiet)}
.trouble{display:block;color:var(--bad);font-weight:400;margin-top:4px}
.remark{display:block;color:var(--warn);font-weight:400;margin-top:4px}
.notice{display:block;color:var(--quiet);font-weight:400;margin-top:4px}
.files{list-style:none;margin:0;padding:0;min-width:11rem;max-width:20rem}
.files li{white-space:nowrap}
.files .named{white-space:normal}
.size{color:var(--quiet);white-space:nowrap}
.none{color:var(--quiet);padding:24px 0}
code,pre{font-family:ui-monospace,"Cascadia Mono",Menlo,Consolas,monospace;font-size:13px}
pre{background:var(--tint);border:1px solid var(--line);border-radius:6px;padding:12px 16px;margin:0 0 12px;white-space:pre-wrap;overflow-wrap:anywhere}
iframe{display:block;width:100%;height:19em;border:1px solid var(--line);border-radius:6px;background:#fff;color-scheme:light;margin:0 0 12px}
.reports{margin-top:24px}
.note{color:var(--quiet)}
section>.note{margin-top:16px}
.steps{padding-left:20px;margin:0 0 12px}
.steps li{margin:4px 0;max-width:70ch}
.lists{list-style:none;padding:0;margin:0}
.lists li{margin:8px 0}
footer{margin-top:64px;padding-top:16px;border-top:1px solid var(--line);color:var(--quiet);font-size:14px}
@media screen and (max-width:1150px){.page{padding-inline:16px}th,td{padding-inline-end:10px}.files{min-width:9rem}}
@media screen and (max-width:1000px){.page{padding:24px 16px 48px}h1{font-size:24px}.state{padding:16px}.facts{grid-template-columns:1fr;gap:0}.facts dd{margin-bottom:12px}
.tools .sorting{display:block}
table,tbody,tr,td,tbody th{display:block}thead{display:none}tbody tr{border-bottom:1px solid var(--line);padding:12px 0}
th,td{border:0;padding:2px 0}tbody td[data-label]{display:flex;gap:16px;justify-content:space-between;text-align:end}
tbody td[data-label]::before{content:attr(data-label);color:var(--quiet);text-align:start}.number{text-align:end}.files{text-align:start;margin-top:4px}tr[hidden]{display:none}tbody tr:hover>*{background:none}}
@page{margin:18mm 16mm}
@media print{body{font-size:10pt}table,pre,code{font-size:8.5pt}section{margin-top:24px}h2{break-after:avoid}:root{color-scheme:light;--paper:#fff;--raised:#fff;--tint:#fff;--ink:#000;--quiet:#333;--line:#999;--accent:#000;--good:#000;--warn:#000;--warn-tint:#fff;--bad:#000;--on-accent:#fff}
.page{max-width:none;padding:0}.tools,.skip,#more{display:none}thead th{position:static}thead button{display:none}thead [data-name]::before{content:attr(data-name)}tr{break-inside:avoid}a{color:inherit}}
`
