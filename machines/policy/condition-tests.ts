/** What a condition compares its facts with, where it does nothing but compare. */
import type { ASTNode } from '@marcbachmann/cel-js';

export type Constant = string | number | bigint | boolean;

/** By fact, e.g. `opening.hour`; a fact that is true or false by itself has no constants. */
export type FactTests = Map<string, Constant[]>;

/** `null` when the condition does anything whose outcome its constants do not settle. */
export function testsOf(root: ASTNode): FactTests | null {
  const tests: FactTests = new Map();
  return readTests(root, tests) ? tests : null;
}

const joins = new Set(['&&', '||', '!_']);
const comparisons = new Set(['==', '!=', '<', '<=', '>', '>=']);

function readTests(node: ASTNode, tests: FactTests): boolean {
  if (node.op === 'value') return typeof node.args === 'boolean';
  if (joins.has(node.op)) return operandsOf(node).every((inner) => readTests(inner, tests));
  if (node.op === 'in') {
    const [fact, list] = node.args;
    const values = list.op === 'list' ? list.args.map(constantOf) : [undefined];
    return noted(tests, factOf(fact), values);
  }
  if (comparisons.has(node.op)) {
    const [left, right] = operandsOf(node);
    if (left === undefined || right === undefined) return false;
    const fact = factOf(left) ?? factOf(right);
    return noted(tests, fact, [constantOf(factOf(left) === undefined ? left : right)]);
  }
  return noted(tests, factOf(node), []);
}

function noted(
  tests: FactTests,
  fact: string | undefined,
  values: (Constant | undefined)[],
): boolean {
  const known = values.filter((value) => value !== undefined);
  if (fact === undefined || known.length < values.length) return false;
  tests.set(fact, [...(tests.get(fact) ?? []), ...known]);
  return true;
}

/** A fact's name, e.g. `service.id`; slots are anything at all, and no fact in this sense. */
export function factOf(node: ASTNode): string | undefined {
  if (node.op !== '.' || node.args[0].op !== 'id' || node.args[0].args === 'slots')
    return undefined;
  return `${node.args[0].args}.${node.args[1]}`;
}

function operandsOf(node: ASTNode): ASTNode[] {
  const args: unknown = node.args;
  return (Array.isArray(args) ? args : [args]) as ASTNode[];
}

/** `24 * 60` is 1440 for whoever reads it. */
function constantOf(node: ASTNode): Constant | undefined {
  if (node.op === 'value') {
    const value: unknown = node.args;
    const plain = ['string', 'number', 'bigint', 'boolean'].includes(typeof value);
    return plain ? (value as Constant) : undefined;
  }
  const operands = operandsOf(node);
  if (node.op === '-_' && operands[0] !== undefined) {
    const value = constantOf(operands[0]);
    return typeof value === 'number' || typeof value === 'bigint' ? -value : undefined;
  }
  const [left, right] = ['+', '-', '*'].includes(node.op) ? operands.map(constantOf) : [];
  if (typeof left === 'bigint' && typeof right === 'bigint') {
    if (node.op === '+') return left + right;
    return node.op === '-' ? left - right : left * right;
  }
  return undefined;
}
