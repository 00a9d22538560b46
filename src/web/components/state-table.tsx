import type { ComponentChildren } from "preact";

export interface StateColumn {
  readonly label: string;
  /** Figures stand right-aligned in tabular numerals. */
  readonly align?: "figures";
}

export interface StateRow {
  readonly id: string;
  /** One cell a column, in order; the first names the row. */
  readonly cells: readonly ComponentChildren[];
  readonly anchor?: string;
}

/** Written out because the narrow layout (`display: block`) would otherwise take the table's meaning away from screen readers. */
const ROLES = {
  table: { role: "table" },
  rowgroup: { role: "rowgroup" },
  row: { role: "row" },
  columnheader: { role: "columnheader" },
  rowheader: { role: "rowheader" },
  cell: { role: "cell" },
} as const;

/**
 * A table of figures that becomes a list of labelled rows when its column of the page is too narrow for it: never a sideways scroll.
 * The last column is the figure the row is about: in the narrow layout it stands beside the row's name.
 */
export function StateTable(props: {
  readonly caption: string;
  readonly showCaption?: boolean;
  /** Tables with many columns turn into labelled rows earlier, those with few short ones later. */
  readonly width?: "wide" | "slim";
  /** Where the row's name does not say what its figure is, the narrow layout writes the column's label beneath it. */
  readonly namesFigure?: boolean;
  readonly columns: readonly StateColumn[];
  readonly rows: readonly StateRow[];
  readonly total?: readonly ComponentChildren[];
}) {
  const { caption, columns, rows, total } = props;
  const classes = [
    "state-table",
    ...(props.width === undefined ? [] : [`state-table-${props.width}`]),
    ...(props.namesFigure ? ["state-table-named"] : []),
  ];
  return (
    <div class={classes.join(" ")}>
      <table {...ROLES.table}>
        <caption class={props.showCaption ? "state-table-caption" : "only-heard"}>{caption}</caption>
        <thead {...ROLES.rowgroup}>
          <tr {...ROLES.row}>
            {columns.map((column) => (
              <th key={column.label} scope="col" {...ROLES.columnheader} class={column.align}>
                {column.label}
              </th>
            ))}
          </tr>
        </thead>
        <tbody {...ROLES.rowgroup}>
          {rows.map((row) => (
            <Row key={row.id} columns={columns} cells={row.cells} anchor={row.anchor} />
          ))}
        </tbody>
        {total && (
          <tfoot {...ROLES.rowgroup}>
            <Row columns={columns} cells={total} anchor={undefined} />
          </tfoot>
        )}
      </table>
    </div>
  );
}

function Row(props: {
  columns: readonly StateColumn[];
  cells: readonly ComponentChildren[];
  anchor: string | undefined;
}) {
  const [head, ...rest] = props.cells;
  return (
    <tr {...ROLES.row} id={props.anchor}>
      <th scope="row" {...ROLES.rowheader}>
        {head}
      </th>
      {rest.map((cell, index) => {
        const column = props.columns[index + 1];
        const empty = cell === null || cell === undefined || cell === "";
        return (
          <td
            key={column?.label}
            {...ROLES.cell}
            class={`${column?.align ?? ""}${empty ? " empty" : ""}`.trim() || undefined}
            data-label={column?.label}
          >
            <span class="cell-value">{cell}</span>
          </td>
        );
      })}
    </tr>
  );
}
