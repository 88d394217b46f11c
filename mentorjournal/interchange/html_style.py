"""How the page looks: one column to read, quiet and warm, light or dark as the reader's system is, and on paper."""

from __future__ import annotations

from typing import Final

STYLE: Final = """
:root{color-scheme:light dark;--ground:#f6f5f2;--page:#fff;--line:#e2dfd8;--text:#22252a;--muted:#5c6268;
--accent:#24645f;--soft:#e3efed;--code:#f1efeb}
@media (prefers-color-scheme:dark){:root{--ground:#17191c;--page:#1e2125;--line:#2e3238;--text:#e9eaec;
--muted:#a5abb2;--accent:#79c4bc;--soft:#1f3735;--code:#17191c}}
*{box-sizing:border-box}
html{scroll-behavior:auto}
body{margin:0;background:var(--ground);color:var(--text);
font:1.0625rem/1.6 "Source Serif 4","Source Serif Pro",Charter,Georgia,"Times New Roman",serif;
overflow-wrap:anywhere}
header,nav,main{max-width:46rem;margin:0 auto;padding:0 1.5rem}
header{padding-top:3.5rem;padding-bottom:.5rem}
h1,h2,h3,h4,h5,h6,nav,dl,.day,.file,figcaption{
font-family:system-ui,-apple-system,"Segoe UI",Roboto,"Source Sans 3","Source Sans Pro",sans-serif}
h1{font-size:2rem;line-height:1.2;margin:0;letter-spacing:-.01em}
h2{font-size:1.5rem;line-height:1.25;margin:3rem 0 1rem}
h3{font-size:1.2rem;line-height:1.3;margin:0 0 .25rem}
h4{font-size:.9rem;color:var(--muted);margin:1.4rem 0 .3rem}
h5,h6{font-size:1rem;margin:1.2rem 0 .3rem}
a{color:var(--accent);text-underline-offset:.15em}
a:focus-visible{outline:2px solid var(--accent);outline-offset:2px}
nav{font-size:.95rem}
nav h2{font-size:.9rem;color:var(--muted);margin:1.5rem 0 .5rem}
nav>ol{list-style:none;padding:0;margin:0}
nav>ol>li{border-top:1px solid var(--line);padding:.5rem 0}
nav>ol>li>a{font-weight:600;text-decoration:none}
nav span{color:var(--muted)}
nav ol ol{margin:.25rem 0 0;padding-left:1.25rem;columns:2 16rem;column-gap:2rem;list-style:none;padding:0}
nav ol ol a{color:inherit;text-decoration:none}
nav ol ol a:hover{text-decoration:underline}
article{background:var(--page);border:1px solid var(--line);border-radius:8px;padding:1.5rem 1.75rem;margin:0 0 1rem}
.day,.file,figcaption,.again{color:var(--muted);font-size:.9rem;margin:0}
dl{display:grid;grid-template-columns:max-content 1fr;gap:.2rem 1rem;font-size:.9rem;margin:.8rem 0}
dt{color:var(--muted);max-width:14rem}
dd{margin:0}
.tags{list-style:none;display:flex;flex-wrap:wrap;gap:.35rem;margin:0;padding:0}
.tags li{background:var(--soft);color:var(--accent);border-radius:6px;padding:0 .5rem}
.ticks{list-style:none;padding:0;margin:.3rem 0}
.text>:first-child{margin-top:.5rem}
.text>:last-child{margin-bottom:0}
.typed{white-space:pre-wrap}
img{max-width:100%;height:auto;border-radius:6px;display:block;margin:.8rem 0}
figure{margin:1rem 0}
blockquote{margin:1rem 0;padding-left:1rem;border-left:3px solid var(--line);color:var(--muted)}
pre,code{font:.9em/1.5 ui-monospace,Menlo,Consolas,monospace;background:var(--code);border-radius:4px}
code{padding:.1em .3em}
pre{padding:.8rem 1rem;white-space:pre-wrap}
pre code{padding:0;background:none}
table{border-collapse:collapse;font-size:.95rem;width:100%;margin:1rem 0}
th,td{text-align:left;border-bottom:1px solid var(--line);padding:.35rem .6rem;vertical-align:top}
@media (max-width:34rem){dl{grid-template-columns:1fr;gap:0}dd{margin-bottom:.5rem}article{padding:1.1rem}}
@media print{@page{margin:20mm 18mm}
:root{--ground:#fff;--page:#fff;--line:#bbb;--text:#000;--muted:#444;--accent:#000;--soft:#fff;--code:#fff}
html{font-size:10.5pt}
body{font-size:1rem;line-height:1.45}
.tags li{padding:0}
.tags li+li::before{content:"· "}
h2{margin-top:0}
header,nav,main{max-width:none;padding:0}
nav ol ol{columns:2}
section{break-before:page}
article{border:0;border-top:.5pt solid #bbb;border-radius:0;padding:.6rem 0;margin:0}
h2,h3,h4,h5,h6{break-after:avoid}
p,li{orphans:3;widows:3}
figure,img,tr{break-inside:avoid}
img{max-height:16cm}
.text a[href^="http"]::after{content:" (" attr(href) ")";font-size:.85em}}
"""
"""No address stands in it: fonts are those of the reader's machine."""
