/* What Python sees of the kernel: every array is checked before it is used, and the interpreter runs on while one is walked. */
#define PY_SSIZE_T_CLEAN
#ifndef Py_GIL_DISABLED
#define Py_LIMITED_API 0x030B0000 /* free-threaded Python has no stable ABI yet */
#endif
#include <Python.h>

#include "kernel.h"

#include <math.h>
#include <string.h>

typedef struct {
    PyObject_HEAD
    Py_buffer columns, values;
    int64_t *starts;
    Index index;
} IndexObject;

static const char *format_of(const Py_buffer *view)
{
    const char *format = view->format ? view->format : "B";
    return *format == '<' || *format == '=' || *format == '@' ? format + 1 : format;
}

/* A contiguous array of one kind of number: 'i' four bytes, 'l' eight, 'd' double. */
static int array(PyObject *given, Py_buffer *view, char kind, int writable, const char *name)
{
    int flags = PyBUF_C_CONTIGUOUS | PyBUF_FORMAT | (writable ? PyBUF_WRITABLE : 0);
    if (PyObject_GetBuffer(given, view, flags) < 0)
        return -1;
    const char *format = format_of(view);
    Py_ssize_t size = kind == 'i' ? 4 : 8;
    const char *able = kind == 'd' ? "d" : kind == 'i' ? "il" : "lq";
    if (view->itemsize == size && format[0] && !format[1] && strchr(able, format[0]))
        return 0;
    PyErr_Format(PyExc_TypeError, "%s must be an array of %s", name, kind == 'd' ? "float64" : kind == 'i' ? "int32" : "int64");
    PyBuffer_Release(view);
    return -1;
}

static int64_t length(const Py_buffer *view)
{
    return view->len / view->itemsize;
}

static int refuse(const char *reason)
{
    PyErr_SetString(PyExc_ValueError, reason);
    return -1;
}

/* Whether three arrays are a sparse matrix of so many columns, each row's rising and its values finite. */
static int check(const Rows *rows, int64_t entries, int64_t features)
{
    if (rows->rows < 0 || rows->rows > INT32_MAX - 1)
        return refuse("the number of rows must fit four bytes");
    if (rows->starts[0] != 0 || rows->starts[rows->rows] != entries)
        return refuse("rows must begin at 0 and end with the entries");
    for (int64_t row = 0; row < rows->rows; row++)
        if (rows->starts[row + 1] < rows->starts[row] || rows->starts[row + 1] > entries)
            return refuse("rows must begin where the one before ends");
    for (int64_t row = 0; row < rows->rows; row++) {
        int64_t before = -1;
        for (int64_t i = rows->starts[row]; i < rows->starts[row + 1]; before = rows->columns[i++]) {
            if (rows->columns[i] <= before || rows->columns[i] >= features)
                return refuse("columns must rise within a row and lie in the matrix");
            if (!(fabs(rows->values[i]) <= LARGEST))
                return refuse("values must be finite and at most 1e15");
        }
    }
    return 0;
}

static void index_dealloc(PyObject *self)
{
    IndexObject *held = (IndexObject *)self;
    PyTypeObject *type = Py_TYPE(self);
    index_free(&held->index);
    PyMem_Free(held->starts);
    if (held->columns.obj)
        PyBuffer_Release(&held->columns);
    if (held->values.obj)
        PyBuffer_Release(&held->values);
    freefunc release = (freefunc)PyType_GetSlot(type, Py_tp_free);
    release(self);
    Py_DECREF(type);
}

/* The rows are copied where a wrong number would lead astray; columns and values stay where they are. */
static int index_hold(IndexObject *held, PyObject *starts, PyObject *columns, PyObject *values, int64_t features)
{
    Py_buffer view;
    if (array(starts, &view, 'l', 0, "starts") < 0)
        return -1;
    int64_t size = length(&view);
    held->starts = PyMem_Malloc((size_t)size * sizeof *held->starts + 1);
    if (held->starts)
        memcpy(held->starts, view.buf, (size_t)view.len);
    PyBuffer_Release(&view);
    if (!held->starts)
        return PyErr_NoMemory(), -1;
    if (array(columns, &held->columns, 'i', 0, "columns") < 0 || array(values, &held->values, 'd', 0, "values") < 0)
        return -1;
    if (size < 1 || length(&held->columns) != length(&held->values) || features < 0 || features > INT32_MAX)
        return refuse("the arrays do not fit together");
    held->index.features = features;
    held->index.rows = (Rows){size - 1, held->starts, held->columns.buf, held->values.buf};
    return check(&held->index.rows, length(&held->columns), features);
}

static PyObject *index_new(PyTypeObject *type, PyObject *arguments, PyObject *Py_UNUSED(named))
{
    PyObject *starts, *columns, *values;
    Py_ssize_t features;
    if (!PyArg_ParseTuple(arguments, "OOOn", &starts, &columns, &values, &features))
        return NULL;
    allocfunc make = (allocfunc)PyType_GetSlot(type, Py_tp_alloc);
    IndexObject *held = (IndexObject *)make(type, 0);
    if (!held)
        return NULL;
    if (index_hold(held, starts, columns, values, features) < 0) {
        Py_DECREF(held);
        return NULL;
    }
    Outcome outcome;
    Py_BEGIN_ALLOW_THREADS
    outcome = index_fill(&held->index);
    Py_END_ALLOW_THREADS
    if (outcome != FOUND) {
        Py_DECREF(held);
        return PyErr_NoMemory();
    }
    return (PyObject *)held;
}

/* What a question is made of: queries as rows, whom each leaves out, and times or None. */
enum { STARTS, COLUMNS, VALUES, OWN, DAYS, ASKED, LEAVES, VIEWS };

typedef struct {
    Py_buffer views[VIEWS];
    Rows queries;
    const int32_t *own;
    Times times;
} Question;

static void question_free(Question *question)
{
    for (int i = 0; i < VIEWS; i++)
        if (question->views[i].obj)
            PyBuffer_Release(&question->views[i]);
}

static int check_times(const Times *times, int64_t articles, int64_t queries)
{
    int64_t first = INT64_MAX, last = 0;
    for (int64_t i = 0; i < articles + queries; i++) {
        int64_t day = i < articles ? times->days[i] : times->asked[i - articles];
        if (day > 0) {
            first = day < first ? day : first;
            last = day > last ? day : last;
        }
    }
    if (last > 0 && last - first >= times->span)
        return refuse("two days are further apart than what is left of a score is known for");
    for (int64_t i = 0; i < times->span; i++)
        if (!(times->leaves[i] >= 0.0 && times->leaves[i] <= 1.0))
            return refuse("time leaves between 0 and 1 of a score");
    return times->unknown >= 0.0 && times->unknown <= 1.0 ? 0 : refuse("time leaves between 0 and 1 of a score");
}

static int take_times(Question *question, const Index *index, PyObject *times)
{
    PyObject *days, *asked, *left;
    Py_buffer *views = question->views;
    if (times == Py_None)
        return 0;
    if (!PyArg_ParseTuple(times, "OOOd", &days, &asked, &left, &question->times.unknown))
        return -1;
    if (array(days, &views[DAYS], 'i', 0, "days") < 0 || array(asked, &views[ASKED], 'i', 0, "asked") < 0
        || array(left, &views[LEAVES], 'd', 0, "leaves") < 0)
        return -1;
    if (length(&views[DAYS]) != index->rows.rows || length(&views[ASKED]) != question->queries.rows)
        return refuse("there must be a day for every article and every query");
    question->times.days = views[DAYS].buf;
    question->times.asked = views[ASKED].buf;
    question->times.leaves = views[LEAVES].buf;
    question->times.span = length(&views[LEAVES]);
    return check_times(&question->times, index->rows.rows, question->queries.rows);
}

/* Arguments: (starts, columns, values), own, times. */
static int take_question(Question *question, const Index *index, PyObject *rows, PyObject *own, PyObject *times)
{
    PyObject *starts, *columns, *values;
    Py_buffer *views = question->views;
    memset(question, 0, sizeof *question);
    if (!PyArg_ParseTuple(rows, "OOO", &starts, &columns, &values))
        return -1;
    if (array(starts, &views[STARTS], 'l', 0, "starts") < 0 || array(columns, &views[COLUMNS], 'i', 0, "columns") < 0
        || array(values, &views[VALUES], 'd', 0, "values") < 0 || array(own, &views[OWN], 'i', 0, "own") < 0)
        return -1;
    question->queries = (Rows){length(&views[STARTS]) - 1, views[STARTS].buf, views[COLUMNS].buf, views[VALUES].buf};
    question->own = views[OWN].buf;
    if (question->queries.rows < 0 || length(&views[OWN]) != question->queries.rows || length(&views[COLUMNS]) != length(&views[VALUES]))
        return refuse("the arrays do not fit together");
    if (check(&question->queries, length(&views[COLUMNS]), index->features) < 0)
        return -1;
    for (int64_t i = 0; i < question->queries.rows; i++)
        if (question->own[i] >= index->rows.rows)
            return refuse("there is no such article");
    return take_times(question, index, times);
}

static PyObject *index_nearest(PyObject *self, PyObject *arguments)
{
    const Index *index = &((IndexObject *)self)->index;
    PyObject *rows, *own, *times, *articles, *scores;
    Question question;
    Py_buffer into[2] = {{0}, {0}};
    double least;
    Outcome outcome = NO_MEMORY;
    if (!PyArg_ParseTuple(arguments, "OOOdOO", &rows, &own, &times, &least, &articles, &scores))
        return NULL;
    if (take_question(&question, index, rows, own, times) == 0 && array(articles, &into[0], 'i', 1, "articles") == 0
        && array(scores, &into[1], 'd', 1, "scores") == 0) {
        int64_t count = question.queries.rows, k = count ? length(&into[0]) / count : 0;
        Best best = {into[0].buf, into[1].buf, k, least};
        if (length(&into[0]) != k * count || length(&into[1]) != k * count) {
            refuse("there must be room for the same number of answers to every query");
        } else {
            Py_BEGIN_ALLOW_THREADS
            outcome = nearest(index, &question.queries, question.own, &question.times, &best);
            Py_END_ALLOW_THREADS
            if (outcome != FOUND)
                PyErr_NoMemory();
        }
    }
    for (int i = 0; i < 2; i++)
        if (into[i].obj)
            PyBuffer_Release(&into[i]);
    question_free(&question);
    return outcome == FOUND ? Py_NewRef(Py_None) : NULL;
}

static PyObject *index_reaching(PyObject *self, PyObject *arguments)
{
    const Index *index = &((IndexObject *)self)->index;
    PyObject *rows, *own, *times, *bars, *articles, *scores;
    Question question;
    Py_buffer into[3] = {{0}, {0}, {0}};
    int64_t found = NO_MEMORY;
    if (!PyArg_ParseTuple(arguments, "OOOOOO", &rows, &own, &times, &bars, &articles, &scores))
        return NULL;
    if (take_question(&question, index, rows, own, times) == 0 && array(bars, &into[0], 'd', 0, "bars") == 0
        && array(articles, &into[1], 'i', 1, "articles") == 0 && array(scores, &into[2], 'd', 1, "scores") == 0) {
        int64_t size = index->rows.rows;
        if (question.queries.rows != 1 || length(&into[0]) != size || length(&into[1]) != size || length(&into[2]) != size) {
            refuse("there must be one query, and a bar and room for every article");
        } else {
            Py_BEGIN_ALLOW_THREADS
            found = reaching(index, &question.queries, 0, question.own[0], &question.times, into[0].buf, into[1].buf, into[2].buf);
            Py_END_ALLOW_THREADS
            if (found < 0)
                PyErr_NoMemory();
        }
    }
    for (int i = 0; i < 3; i++)
        if (into[i].obj)
            PyBuffer_Release(&into[i]);
    question_free(&question);
    return found < 0 ? NULL : PyLong_FromLongLong(found);
}

static PyMethodDef methods[] = {
    {"nearest", index_nearest, METH_VARARGS, "nearest((starts, columns, values), own, times, least, articles, scores)"},
    {"reaching", index_reaching, METH_VARARGS, "reaching((starts, columns, values), own, times, bars, articles, scores)"},
    {NULL, NULL, 0, NULL},
};

static PyType_Slot slots[] = {
    {Py_tp_doc, "Index(starts, columns, values, features): an inverted index of the rows of a sparse matrix."},
    {Py_tp_new, index_new},
    {Py_tp_dealloc, index_dealloc},
    {Py_tp_methods, methods},
    {0, NULL},
};

static PyType_Spec spec = {
    .name = "lensatlas.network.kernel.compiled.Index",
    .basicsize = sizeof(IndexObject),
    .flags = Py_TPFLAGS_DEFAULT,
    .slots = slots,
};

static int fill_module(PyObject *module)
{
    PyObject *type = PyType_FromModuleAndSpec(module, &spec, NULL);
    if (!type)
        return -1;
    int outcome = PyModule_AddObjectRef(module, "Index", type);
    Py_DECREF(type);
    return outcome;
}

static PyModuleDef_Slot module_slots[] = {
    {Py_mod_exec, fill_module},
#ifdef Py_mod_gil
    {Py_mod_gil, Py_MOD_GIL_NOT_USED},
#endif
    {0, NULL},
};

static PyModuleDef definition = {
    PyModuleDef_HEAD_INIT,
    .m_name = "compiled",
    .m_doc = "Exact nearest rows by an inverted index.",
    .m_slots = module_slots,
};

PyMODINIT_FUNC PyInit_compiled(void)
{
    return PyModuleDef_Init(&definition);
}
