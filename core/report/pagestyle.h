// SPDX-License-Identifier: Apache-2.0
// How the page looks: light and dark, screen and print.
#pragma once

#include <string_view>

namespace dankai {

inline constexpr std::string_view pageStyle = R"css(
:root{--ground:#fff;--text:#1c2024;--quiet:#5d666f;--line:#dfe3e7;--panel:#f6f7f9;--pass:#0b7a75;--fail:#c0392b;--undecided:#9a6700}
@media(prefers-color-scheme:dark){:root{--ground:#1d1f22;--text:#e6e8ea;--quiet:#a3abb3;--line:#3a3f45;--panel:#26292d;--pass:#4fc3b8;--fail:#ff8a76;--undecided:#e0b04a}
 svg polyline,svg circle,svg line[stroke-linecap],svg .mark,.key{filter:brightness(1.45)}}
*{box-sizing:border-box}
body{margin:0;background:var(--ground);color:var(--text);font:15px/1.55 system-ui,-apple-system,"Segoe UI","Noto Sans CJK JP","Noto Sans JP",sans-serif}
main{max-width:1240px;margin:0 auto;padding:32px 24px 64px}
h1{font-size:26px;line-height:1.25;margin:0 0 4px}h2{font-size:18px;margin:40px 0 8px}
p{margin:8px 0;max-width:74ch}.quiet,caption{color:var(--quiet);font-size:13px}
.finding{font-size:17px;border-left:4px solid var(--quiet);padding:8px 16px;margin:20px 0;background:var(--panel)}
.scroll{overflow-x:auto}
table{border-collapse:collapse;font-variant-numeric:tabular-nums;margin:8px 0;font-size:14px}
caption{text-align:left;caption-side:bottom;padding-top:6px;max-width:80ch}
th,td{padding:6px 14px 6px 0;text-align:right;border-bottom:1px solid var(--line);vertical-align:top;white-space:nowrap}
th:first-child,td:first-child{text-align:left}th{font-weight:600;color:var(--quiet)}
tr.all td{border-top:2px solid var(--line)}
td small{display:block;font-weight:400;color:var(--quiet);font-size:12px}
.best{font-weight:700}.key{display:inline-block;width:10px;height:10px;border-radius:2px;margin-right:6px}
.pass{color:var(--pass)}.fail{color:var(--fail)}.undecided{color:var(--undecided)}
svg{width:100%;height:auto;max-width:860px;margin:12px 0;display:block}
svg text{font:12px system-ui,"Noto Sans CJK JP",sans-serif;fill:var(--quiet)}svg .title{font-size:14px;font-weight:600;fill:var(--text)}
svg .row,svg .value{font-size:13px;fill:var(--text)}svg .label{font-weight:600;fill:var(--text)}
svg .grid{stroke:var(--line)}svg .zero{stroke:var(--quiet);stroke-width:1.5}svg .mark{stroke-width:1;stroke-dasharray:2 3}
.answers{display:grid;grid-auto-flow:column;grid-auto-columns:minmax(160px,1fr);gap:12px;overflow-x:auto}
.answer{background:var(--panel);padding:10px 12px;border-radius:4px;font-size:13.5px;white-space:pre-wrap;overflow-wrap:anywhere}
.answer b{display:block;font-size:12px;color:var(--quiet);white-space:normal}
.prompt{font-weight:600;margin:24px 0 8px;white-space:pre-wrap;max-width:80ch}
details{margin:8px 0}summary{cursor:pointer;color:var(--quiet)}pre{background:var(--panel);padding:12px;overflow-x:auto;font-size:12.5px}
ul{margin:8px 0;padding-left:20px;max-width:74ch}ul.reasons{list-style:none;padding-left:0}
@media print{body{font-size:11px}main{max-width:none;padding:0}h2{break-after:avoid}.answers,svg,table{break-inside:avoid}}
)css";

} // namespace dankai
