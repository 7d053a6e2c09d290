// SPDX-License-Identifier: MIT
// The style and the script of the HTML report, and their digests: the page's own policy lets a browser use these two
// and nothing else, so that even a mistake in escaping would run nothing.
#pragma once

namespace examples {

/// Every level has its word beside its colour. The colours are of Okabe and Ito's palette, which people tell apart
/// whatever they see; on paper the levels are words with and without a frame.
inline constexpr const char* page_style = R"css(
:root { color-scheme: light; }
body { margin: 1.5rem; font: 15px/1.4 system-ui, sans-serif; color: #111; background: #fff; }
h1 { font-size: 1.5rem; margin: 0 0 .8rem; }
h2 { font-size: 1.15rem; margin: 1.6rem 0 .5rem; }
dl { display: grid; grid-template-columns: max-content 1fr; gap: .15rem 1rem; margin: 0; }
dt { font-weight: 600; }
dd { margin: 0; }
.alarm { border: 2px solid #9c2f00; padding: .4rem .8rem; margin-top: 1rem; }
.alarm h2 { margin-top: .2rem; }
.scroll { overflow: auto; max-height: 85vh; }
table { border-collapse: collapse; }
th, td { border: 1px solid #bbb; padding: .15rem .45rem; text-align: left; vertical-align: top; }
thead th { background: #eee; }
code { font-size: .85em; overflow-wrap: anywhere; }
button { all: unset; cursor: pointer; }
button:focus-visible { outline: 2px solid #0072b2; }
th[aria-sort] { text-decoration: underline; }
.matrix thead th { position: sticky; top: 0; z-index: 1; vertical-align: bottom; }
.matrix tbody th { position: sticky; left: 0; background: #fff; font-weight: 400; }
.matrix .place { writing-mode: vertical-rl; transform: rotate(180deg); white-space: nowrap; }
.matrix small { display: block; color: #444; }
.p-read { background: #d5ebf7; }
.p-write { background: #f7e9a0; }
.p-create { background: #f5c77e; }
.p-admin { background: #9c2f00; color: #fff; font-weight: 600; }
.p-other { background: #fff; outline: 2px dashed #111; outline-offset: -2px; }
.unread { background: #e4e4e4; }
.violation { outline: 3px solid #000; outline-offset: -3px; font-weight: 700; }
@media print {
  body { margin: 0; font-size: 9pt; }
  .scroll { overflow: visible; max-height: none; }
  .matrix thead th, .matrix tbody th { position: static; }
  thead { display: table-header-group; }
  tr, dl, .alarm { break-inside: avoid; }
  th, td { print-color-adjust: exact; -webkit-print-color-adjust: exact; }
  .wide { display: none; }
  @page { size: landscape; margin: 12mm; }
}
@media screen { .paper { display: none; } }
)css";

/// Sorts the matrix by a column: by name upwards, by permission downwards, and the other way at the second click.
/// Without scripts the heads are plain text.
inline constexpr const char* page_script = R"js(
'use strict';
(function () {
  var ranks = { 'unread': 1, 'p-none': 2, 'p-read': 3, 'p-write': 4, 'p-create': 5, 'p-admin': 6, 'p-other': 7 };
  function rank(cell) {
    return cell.classList.length ? ranks[cell.classList[0]] || 0 : 0;
  }
  document.querySelectorAll('table.matrix').forEach(function (table) {
    var heads = Array.from(table.tHead.rows[0].cells);
    heads.forEach(function (head, column) {
      var button = document.createElement('button');
      button.type = 'button';
      button.title = 'Sort';
      while (head.firstChild) button.appendChild(head.firstChild);
      head.appendChild(button);
      button.addEventListener('click', function () {
        var first = column === 0 ? 'ascending' : 'descending';
        var second = column === 0 ? 'descending' : 'ascending';
        var order = head.getAttribute('aria-sort') === first ? second : first;
        var sign = order === 'ascending' ? 1 : -1;
        heads.forEach(function (other) { other.removeAttribute('aria-sort'); });
        head.setAttribute('aria-sort', order);
        var rows = Array.from(table.tBodies[0].rows);
        rows.sort(function (a, b) {
          var x = a.cells[column], y = b.cells[column];
          return sign * (column === 0 ? x.textContent.localeCompare(y.textContent) : rank(x) - rank(y));
        });
        rows.forEach(function (row) { table.tBodies[0].appendChild(row); });
      });
    });
  });
})();
)js";

/// SHA-256 in base64; a test compares them with the texts.
inline constexpr const char* page_style_digest = "WIG9Sro3+D0Cu0Q41LIMQHyuy584xSchv9wuPOSmp2s=";
inline constexpr const char* page_script_digest = "ot1HlEP+Dqwk5vvkjO/9tz2IBC55sVnnvMBtOc+2l80=";

}  // namespace examples
