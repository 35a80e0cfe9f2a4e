"""The heart of the reader: one pass over a libcst tree notes scopes, bindings, branches, calls, imports and returns.

Nothing is evaluated here. Statements become the events of their scope (see ``scopes``), in source order, each with the
branch it stands in; the expressions others ask for (calls, subscripts, comparisons and so on) are noted with the moment
at which they are evaluated. Comprehensions have no scope: their targets are bound in a branch of the enclosing one.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager

import libcst as cst

from c42migrate.model import Literal
from c42migrate.readers.python.nodes import Comprehension, String, children, dotted, loops, slice_parts, string_tokens
from c42migrate.readers.python.positions import Positions
from c42migrate.readers.python.scopes import (
    Assignment,
    Branch,
    Definition,
    Evaluation,
    Guard,
    Import,
    Module,
    Param,
    Return,
    Scope,
    Spot,
    split_targets,
)

NOTED = frozenset({cst.Call, cst.Attribute, cst.Subscript, cst.Dict, cst.Comparison, cst.DictComp, cst.BinaryOperation})
"""The kinds of expressions that are kept in ``Scope.uses``."""


def collect(key: str, tree: cst.Module, positions: Positions) -> Module:
    """Visit a parsed module; ``key`` is the name it has in the program."""
    module = Module(key, tree, positions)
    tree.visit(ModuleVisitor(module))
    for scope in module.scopes[1:]:
        for name in scope.globals:
            module.scopes[0].by_name[name].extend(scope.by_name.get(name, ()))
    return module


class ModuleVisitor(cst.CSTVisitor):
    """Fills a ``Module``. Orders and statement numbers are unique in the module and grow in source order."""

    def __init__(self, module: Module) -> None:
        super().__init__()
        self._module = module
        self._scope = self._new_scope("module", "", None)
        self._branch: Branch = ()
        self._orders = 0
        self._statements = 0
        self._noted: list[cst.CSTNode] = []
        self._standing: cst.CSTNode = module.tree

    # -- walking ---------------------------------------------------------------------------------

    def on_visit(self, node: cst.CSTNode) -> bool:
        """Visit a node by its own method, or else the expressions inside; commas, brackets and blanks say nothing."""
        visit = _VISITS.get(type(node).__name__)
        if visit is None:
            self._all(children(node))
        elif isinstance(node, cst.SimpleStatementLine | cst.BaseCompoundStatement):
            outer, self._standing = self._standing, node
            visit(self, node)
            self._standing = outer
        else:
            visit(self, node)
        return False

    def on_leave(self, original_node: cst.CSTNode) -> None:
        """Note an expression once those inside are noted."""
        if type(original_node) in NOTED:
            self._noted.append(original_node)

    def _all(self, nodes: Iterable[cst.CSTNode | None]) -> None:
        for node in nodes:
            if node is not None:
                node.visit(self)

    def visit_Module(self, node: cst.Module | cst.BaseSuite | cst.SimpleStatementLine) -> None:
        """Visit the statements."""
        self._all(node.body)

    visit_IndentedBlock = visit_Module
    visit_SimpleStatementLine = visit_Module
    visit_SimpleStatementSuite = visit_Module

    # -- events ----------------------------------------------------------------------------------

    def _spot(self) -> Spot:
        """Return the present moment; what was noted since the last one is evaluated now."""
        self._orders += 1
        spot = Spot(self._scope, self._branch, self._orders, self._standing)
        for node in self._noted:
            self._scope.uses[type(node)].append((node, spot))
        self._noted = []
        return spot

    def _evaluate(self, node: cst.BaseExpression | None, role: str) -> None:
        if node is not None:
            node.visit(self)
            self._scope.add(Evaluation(node, role, self._spot()))

    @contextmanager
    def _apart(self) -> Iterator[None]:
        """Visit what is an event of its own inside of an expression."""
        outer, self._noted = self._noted, []
        yield
        self._noted = outer

    @contextmanager
    def _arm(self, statement: int, arm: int = 0) -> Iterator[None]:
        """Visit what stands in an arm of a compound statement."""
        before, self._branch = self._branch, (*self._branch, (statement, arm))
        yield
        self._branch = before

    def _statement(self) -> int:
        self._statements += 1
        return self._statements

    # -- scopes ----------------------------------------------------------------------------------

    def _new_scope(self, kind: str, name: str, parent: Scope | None) -> Scope:
        outer = parent.qualname if parent is not None else ""
        qualname = f"{outer}.{name}" if outer else name
        module = self._module
        scope = Scope(kind, name, qualname, module.key, len(module.scopes), parent, module.positions)
        module.scopes.append(scope)
        if parent is not None:
            parent.children.append(scope)
        return scope

    @contextmanager
    def _inside(self, kind: str, name: str) -> Iterator[Scope]:
        """Visit what stands in a new scope."""
        outer, branch = self._scope, self._branch
        self._scope, self._branch = self._new_scope(kind, name, outer), ()
        with self._apart():
            yield self._scope
        self._scope, self._branch = outer, branch

    def visit_FunctionDef(self, node: cst.FunctionDef) -> None:
        """Note a function and what it does when it is called."""
        params = self._params(node.params)
        self._head(decorator.decorator for decorator in node.decorators)
        spot = self._spot()
        with self._inside("function", node.name.value) as scope:
            scope.params = params
            scope.decorators = tuple(decorator.decorator for decorator in node.decorators)
            scope.body = tuple(node.body.body) if isinstance(node.body, cst.IndentedBlock) else ()
            node.body.visit(self)
        self._scope.add(Definition(node.name.value, scope, spot))

    def visit_ClassDef(self, node: cst.ClassDef) -> None:
        """Note a class and its body."""
        bases = (*node.bases, *node.keywords)
        self._head((*(decorator.decorator for decorator in node.decorators), *(base.value for base in bases)))
        spot = self._spot()
        with self._inside("class", node.name.value) as scope:
            scope.node = node
            scope.bases = bases
            scope.decorators = tuple(decorator.decorator for decorator in node.decorators)
            node.body.visit(self)
        self._scope.add(Definition(node.name.value, scope, spot))

    def visit_Lambda(self, node: cst.Lambda) -> None:
        """Note a function that returns one value."""
        params = self._params(node.params)
        with self._inside("lambda", "<lambda>") as scope:
            scope.params = params
            node.body.visit(self)
            scope.add(Return(node.body, self._spot()))
        self._module.lambdas[id(node)] = scope

    def _head(self, nodes: Iterable[cst.CSTNode | None]) -> None:
        """Visit what is evaluated when something is defined, for the lambdas in it: none of it sends a request."""
        with self._apart():
            self._all(nodes)

    def _params(self, node: cst.Parameters) -> tuple[Param, ...]:
        kinds = [(param, "positional") for param in (*node.posonly_params, *node.params)]
        kinds += [(node.star_arg, "*")] if isinstance(node.star_arg, cst.Param) else []
        kinds += [(param, "keyword") for param in node.kwonly_params]
        kinds += [(node.star_kwarg, "**")] if node.star_kwarg is not None else []
        self._head(param.default for param, _ in kinds)
        return tuple(
            Param(param.name.value, kind, param.default, param.annotation.annotation if param.annotation else None)
            for param, kind in kinds
        )

    def visit_Global(self, node: cst.Global | cst.Nonlocal) -> None:
        """Note names that belong to the module or to an enclosing function."""
        self._scope.globals.update(item.name.value for item in node.names)

    visit_Nonlocal = visit_Global

    # -- bindings --------------------------------------------------------------------------------

    def visit_Assign(self, node: cst.Assign) -> None:
        """Bind each target; displays of one length item by item, all at the same moment (``a, b = b, a``)."""
        node.value.visit(self)
        for target in node.targets:
            self._bind(target.target, node.value, "=")

    def _bind(self, target: cst.BaseExpression, value: cst.BaseExpression | None, op: str) -> None:
        self._target(target)
        spot = self._spot()
        pairs = list(split_targets(target, value)) if op == "=" and value is not None else [(target, value)]
        for one, part in pairs:
            self._scope.add(Assignment(one, part, op, spot))

    def _target(self, target: cst.BaseExpression) -> None:
        """Visit what a target evaluates; setting an item or attribute does not read it."""
        match target:
            case cst.Attribute():
                target.value.visit(self)
            case cst.Subscript():
                self._all((target.value, *slice_parts(target)))
            case cst.Tuple() | cst.List():
                for element in target.elements:
                    self._target(element.value)
            case _:
                pass

    def visit_AnnAssign(self, node: cst.AnnAssign) -> None:
        """Bind a name that has a type."""
        self._all((node.value,))
        self._target(node.target)
        self._scope.add(Assignment(node.target, node.value, "=", self._spot(), node.annotation.annotation))

    def visit_AugAssign(self, node: cst.AugAssign) -> None:
        """Bind a changed value; of the operators only ``+=`` is followed."""
        if isinstance(node.operator, cst.AddAssign):
            node.value.visit(self)
            self._bind(node.target, node.value, "+=")
        else:
            self._evaluate(node.value, "other")
            self._bind(node.target, None, "unknown")

    def visit_NamedExpr(self, node: cst.NamedExpr) -> None:
        """Bind the target before the expression around is evaluated."""
        with self._apart():
            node.value.visit(self)
            self._bind(node.target, node.value, "walrus")

    def visit_Import(self, node: cst.Import) -> None:
        """Bind modules."""
        for alias in node.names:
            tokens = self._words(alias.name)
            module = ".".join(token.text for token in tokens)
            is_root = alias.asname is None and len(tokens) > 1
            self._import(module, "", _alias(alias) or tokens[0].text, 0, is_root, alias.name, tokens)

    def visit_ImportFrom(self, node: cst.ImportFrom) -> None:
        """Bind names of a module."""
        path = self._words(node.module) if node.module is not None else ()
        module, level = ".".join(token.text for token in path), len(node.relative)
        if isinstance(node.names, cst.ImportStar):
            star = self._module.positions.word(node.names)
            self._import(module, "*", "*", level, False, node.names, (*path, star))
            return
        for alias in node.names:
            name = self._module.positions.word(alias.name)
            self._import(module, name.text, _alias(alias) or name.text, level, False, alias.name, (*path, name))

    def _import(
        self,
        module: str,
        name: str,
        alias: str,
        level: int,
        is_root: bool,
        node: cst.CSTNode,
        tokens: tuple[Literal, ...],
    ) -> None:
        place = self._module.positions.place(node)
        self._scope.add(Import(module, name, alias, level, is_root, place, tokens, self._spot()))

    def _words(self, node: cst.CSTNode) -> tuple[Literal, ...]:
        """Return the words of a dotted name."""
        last = self._module.positions.word(node.attr if isinstance(node, cst.Attribute) else node)
        return (*self._words(node.value), last) if isinstance(node, cst.Attribute) else (last,)

    # -- branches --------------------------------------------------------------------------------

    def visit_If(self, node: cst.If) -> None:
        """Visit the arms, each with the tests that led to it."""
        number = self._statement()
        failed: list[tuple[cst.BaseExpression, Spot]] = []
        current: cst.If | cst.Else | None = node
        while current is not None:
            arm = len(failed)
            for test, spot in failed:
                self._scope.guards.append(Guard(number, arm, test, spot, negated=True))
            if isinstance(current, cst.If):
                failed.append((current.test, self._test(current.test)))
                self._scope.guards.append(Guard(number, arm, *failed[-1]))
            with self._arm(number, arm):
                current.body.visit(self)
            current = current.orelse if isinstance(current, cst.If) else None

    def _test(self, node: cst.BaseExpression) -> Spot:
        self._evaluate(node, "test")
        return self._scope.events[-1].spot

    def _perhaps(self, node: cst.Else | None) -> None:
        """Visit the ``else`` of a loop or ``try``: it may run, whatever else ran."""
        if node is not None:
            with self._arm(self._statement()):
                node.body.visit(self)

    def visit_While(self, node: cst.While) -> None:
        """Visit a body that may run, or runs when the test is always true."""
        first = self._orders
        spot = self._test(node.test)
        if isinstance(node.test, cst.Name | cst.Integer) and node.test.value in {"True", "1"}:
            node.body.visit(self)
        else:
            number = self._statement()
            self._scope.guards.append(Guard(number, 0, node.test, spot))
            with self._arm(number):
                node.body.visit(self)
        self._scope.loops.append((first, self._orders))
        self._perhaps(node.orelse)

    def visit_For(self, node: cst.For) -> None:
        """Bind the target to the items, and visit a body that may run."""
        node.iter.visit(self)
        first = self._orders
        with self._arm(self._statement()):
            self._bind(node.target, node.iter, "for")
            node.body.visit(self)
        self._scope.loops.append((first, self._orders))
        self._perhaps(node.orelse)

    def visit_With(self, node: cst.With) -> None:
        """Bind what is entered."""
        for item in node.items:
            if item.asname is not None:
                item.item.visit(self)
                self._bind(item.asname.name, item.item, "with")
            else:
                self._evaluate(item.item, "other")
        node.body.visit(self)

    def visit_Try(self, node: cst.Try | cst.TryStar) -> None:
        """Visit a body that runs and handlers that may."""
        node.body.visit(self)
        number = self._statement()
        handlers: Sequence[cst.ExceptHandler | cst.ExceptStarHandler] = node.handlers
        for arm, handler in enumerate(handlers):
            with self._arm(number, arm):
                self._evaluate(handler.type, "other")
                if handler.name is not None:
                    self._bind(handler.name.name, None, "unknown")
                handler.body.visit(self)
        self._perhaps(node.orelse)
        if node.finalbody is not None:
            node.finalbody.body.visit(self)

    visit_TryStar = visit_Try

    def visit_Match(self, node: cst.Match) -> None:
        """Visit the cases, each with the values it names; bind what they capture."""
        self._evaluate(node.subject, "match")
        spot = self._scope.events[-1].spot
        number = self._statement()
        for arm, case in enumerate(node.cases):
            with self._arm(number, arm):
                if values := _case_values(case.pattern):
                    self._scope.guards.append(Guard(number, arm, node.subject, spot, cases=values))
                self._capture(case.pattern, node.subject)
                if case.guard is not None:
                    self._scope.guards.append(Guard(number, arm, case.guard, self._test(case.guard)))
                case.body.visit(self)

    def _capture(self, node: cst.MatchPattern, subject: cst.BaseExpression) -> None:
        """Bind the names a pattern captures: the whole subject, or an unknown part of it."""
        if isinstance(node, cst.MatchAs) and node.name is not None:
            self._bind(node.name, subject, "=")
            return
        for name in _captured(node):
            self._bind(name, None, "unknown")

    def visit_ListComp(self, node: Comprehension) -> None:
        """Bind the loops' targets, then visit the item."""
        self._comprehension(node, (node.elt,))

    visit_SetComp = visit_ListComp
    visit_GeneratorExp = visit_ListComp

    def visit_DictComp(self, node: cst.DictComp) -> None:
        """Bind the loops' targets, then visit key and value."""
        self._comprehension(node, (node.key, node.value))

    def _comprehension(self, node: cst.BaseComp, items: Iterable[cst.CSTNode]) -> None:
        """Bind the targets in a branch of their own: they must not hide a variable of the same name
        afterwards."""
        with self._arm(self._statement()):
            for loop in loops(node):
                with self._apart():
                    loop.iter.visit(self)
                    self._bind(loop.target, loop.iter, "for")
                self._all(condition.test for condition in loop.ifs)
            self._all(items)

    # -- other statements ------------------------------------------------------------------------

    def visit_Expr(self, node: cst.Expr) -> None:
        """Note an expression statement; a bare string is prose."""
        if isinstance(node.value, cst.Yield):
            node.value.visit(self)
            return
        if isinstance(node.value, String):
            self._module.docstrings.update(map(self._module.positions.start, string_tokens(node.value)))
        is_print = isinstance(node.value, cst.Call) and dotted(node.value.func) == "print"
        self._evaluate(node.value, "print" if is_print else "statement")

    def visit_Return(self, node: cst.Return) -> None:
        """Note what a function returns."""
        self._all((node.value,))
        self._scope.add(Return(node.value, self._spot()))

    def visit_Yield(self, node: cst.Yield) -> None:
        """Note what a generator yields; of ``yield from`` it is not known."""
        delegated = node.value.item if isinstance(node.value, cst.From) else None
        with self._apart():
            self._evaluate(delegated, "yield from")
            if isinstance(node.value, cst.BaseExpression):
                node.value.visit(self)
                self._scope.add(Return(node.value, self._spot(), is_yield=True))
            else:
                self._scope.add(Return(node if delegated is not None else None, self._spot(), is_yield=True))

    def visit_Raise(self, node: cst.Raise) -> None:
        """Note an exception and its cause."""
        self._evaluate(node.exc, "raise")
        self._evaluate(node.cause.item if node.cause is not None else None, "raise")

    def visit_Assert(self, node: cst.Assert) -> None:
        """Note a test and its message."""
        self._evaluate(node.test, "assert")
        self._evaluate(node.msg, "assert")

    def visit_Del(self, node: cst.Del) -> None:
        """Note what is deleted."""
        self._evaluate(node.target, "del")


_VISITS: dict[str, Callable[[ModuleVisitor, cst.CSTNode], None]] = {
    name.removeprefix("visit_"): visit for name, visit in vars(ModuleVisitor).items() if name.startswith("visit_")
}
"""The methods for kinds of nodes; libcst's base class has one for every kind, which does nothing."""


def _alias(alias: cst.ImportAlias) -> str:
    """Return the name after ``as``, "" when there is none."""
    name = alias.asname.name if alias.asname is not None else None
    return name.value if isinstance(name, cst.Name) else ""


def _case_values(node: cst.MatchPattern) -> tuple[cst.BaseExpression, ...]:
    """Return the values a pattern names, none when it matches by shape."""
    patterns = [element.pattern for element in node.patterns] if isinstance(node, cst.MatchOr) else [node]
    values = tuple(p.value for p in patterns if isinstance(p, cst.MatchValue | cst.MatchSingleton))
    return values if len(values) == len(patterns) else ()


def _captured(node: cst.CSTNode) -> Iterator[cst.Name]:
    if isinstance(node, cst.MatchAs | cst.MatchStar | cst.MatchMapping):
        found = node.rest if isinstance(node, cst.MatchMapping) else node.name
        if found is not None:
            yield found
    if not isinstance(node, cst.BaseExpression):
        for child in node.children:
            yield from _captured(child)
