"use strict";
// A heading is a button: it sorts the rows by its column, and the other way round the second time.
for (const table of document.querySelectorAll("table.sortable")) {
  const headings = [...table.tHead.rows[0].cells];
  headings.forEach((heading, column) => {
    heading.querySelector("button").addEventListener("click", () => {
      const isNumber = heading.classList.contains("number");
      const was = heading.getAttribute("aria-sort");
      const down = was ? was === "ascending" : isNumber;
      headings.forEach((other) => other.removeAttribute("aria-sort"));
      heading.setAttribute("aria-sort", down ? "descending" : "ascending");
      const worth = (row) => row.cells[column].dataset.value ?? row.cells[column].textContent.trim();
      const order = isNumber
        ? (a, b) => Number(worth(a)) - Number(worth(b))
        : (a, b) => worth(a).localeCompare(worth(b), "en", { numeric: true });
      const rows = [...table.tBodies[0].rows].sort((a, b) => (down ? order(b, a) : order(a, b)));
      table.tBodies[0].append(...rows);
    });
  });
}
