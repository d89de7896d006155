/* The questions: which articles are nearest to one, and which does it come near enough to. */
#include "kernel.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#define STRIDE 512          /* postings between two looks at what the k-th best has become */
#define AHEAD 16            /* postings read ahead of the one that is counted */

/* A query's own values by column: a filter of bits, then an open table. Most columns of another row pass neither. */
typedef struct {
    uint64_t *bits;
    int32_t *columns;       /* -1 where free */
    double *values;
    uint32_t bit_mask, mask;
} Table;

typedef struct {
    int32_t rank;
    double value;
    double rest;            /* length of the query from this feature on */
    int64_t end;            /* where its list was left */
} Step;

typedef struct {
    float *gained;          /* by each article so far; minus infinity once it has been completed */
    Step *steps;            /* one more than there are features */
    Table table;
    int32_t seen[STRIDE];
    int64_t promising[STRIDE];
    int64_t found;
    double bound;           /* only what scores above can still be among the best */
    double slack;           /* what floats may have lost */
} Walk;

static uint32_t hash(int32_t column)
{
    return (uint32_t)column * 2654435761u >> 8;
}

static uint32_t power_above(int64_t least)
{
    uint32_t power = 64;
    while (power < least && power < 1u << 30)
        power *= 2;
    return power;
}

static void walk_free(Walk *walk)
{
    free(walk->gained);
    free(walk->steps);
    free(walk->table.bits);
    free(walk->table.columns);
    free(walk->table.values);
}

/* Room for queries of so many features. */
static Outcome walk_make(Walk *walk, const Index *index, int64_t features)
{
    size_t slots = power_above(4 * features), bits = power_above(64 * features);
    memset(walk, 0, sizeof *walk);
    walk->gained = calloc((size_t)index->rows.rows + 1, sizeof *walk->gained);
    walk->steps = malloc(((size_t)features + 1) * sizeof *walk->steps);
    walk->table.bits = malloc(bits / 8);
    walk->table.columns = malloc(slots * sizeof *walk->table.columns);
    walk->table.values = malloc(slots * sizeof *walk->table.values);
    if (walk->gained && walk->steps && walk->table.bits && walk->table.columns && walk->table.values)
        return FOUND;
    walk_free(walk);
    return NO_MEMORY;
}

static int64_t most_features(const Rows *rows, int64_t first, int64_t last)
{
    int64_t most = 0;
    for (int64_t row = first; row < last; row++) {
        int64_t size = rows->starts[row + 1] - rows->starts[row];
        most = size > most ? size : most;
    }
    return most;
}

static void lay(Table *table, const int32_t *columns, const double *values, int64_t size)
{
    table->bit_mask = power_above(64 * size) - 1;
    table->mask = power_above(4 * size) - 1;
    memset(table->bits, 0, ((size_t)table->bit_mask + 1) / 8);
    memset(table->columns, -1, ((size_t)table->mask + 1) * sizeof *table->columns);
    for (int64_t i = 0; i < size; i++) {
        uint32_t bit = (uint32_t)columns[i] & table->bit_mask, slot = hash(columns[i]) & table->mask;
        table->bits[bit >> 6] |= (uint64_t)1 << (bit & 63);
        while (table->columns[slot] >= 0)
            slot = (slot + 1) & table->mask;
        table->columns[slot] = columns[i];
        table->values[slot] = values[i];
    }
}

/* The sum of products over shared columns, in the order of columns. */
static double product(const Table *table, const Rows *rows, int64_t row)
{
    double sum = 0.0;
    for (int64_t i = rows->starts[row]; i < rows->starts[row + 1]; i++) {
        int32_t column = rows->columns[i];
        uint32_t bit = (uint32_t)column & table->bit_mask;
        if (!(table->bits[bit >> 6] >> (bit & 63) & 1))
            continue;
        uint32_t slot = hash(column) & table->mask;
        while (table->columns[slot] >= 0 && table->columns[slot] != column)
            slot = (slot + 1) & table->mask;
        if (table->columns[slot] == column)
            sum += table->values[slot] * rows->values[i];
    }
    return sum;
}

/* What time leaves of a score. */
static double leaves(const Times *times, int64_t query, int32_t article)
{
    if (!times->days)
        return 1.0;
    int64_t one = times->asked[query], other = times->days[article];
    if (one <= 0 || other <= 0)
        return times->unknown;
    return times->leaves[one > other ? one - other : other - one];
}

static double rounded(double score)
{
    return rint(score * 1e9) / 1e9;
}

static int by_rank(const void *one, const void *other)
{
    int32_t a = ((const Step *)one)->rank, b = ((const Step *)other)->rank;
    return (a > b) - (a < b);
}

/* The query's features from rare to common, and how long it is from each on. Returns how many. */
static int64_t plan(Walk *walk, const Index *index, const Rows *queries, int64_t query)
{
    int64_t first = queries->starts[query], size = queries->starts[query + 1] - first;
    Step *steps = walk->steps;
    for (int64_t i = 0; i < size; i++)
        steps[i] = (Step){.rank = index->rank[queries->columns[first + i]], .value = queries->values[first + i]};
    qsort(steps, (size_t)size, sizeof *steps, by_rank);
    steps[size] = (Step){.rest = 0.0};
    double squares = 0.0;
    for (int64_t i = size; i-- > 0;) {
        PREFETCH(&index->postings[index->lists[steps[i].rank]]);
        PREFETCH(&index->lengths[index->lists[steps[i].rank]]);
        squares += steps[i].value * steps[i].value;
        steps[i].rest = sqrt(squares);
        steps[i].end = index->lists[steps[i].rank];
    }
    lay(&walk->table, queries->columns + first, queries->values + first, size);
    /* Each term is off by three roundings of 2^-24 and each sum by one; doubled. */
    walk->slack = (double)(size + 8) * 0x1p-23 * steps[0].rest * index->longest;
    return size;
}

static int worse(const int32_t *articles, const double *scores, int64_t one, int64_t other)
{
    return scores[one] < scores[other] || (scores[one] == scores[other] && articles[one] > articles[other]);
}

static void swap(int32_t *articles, double *scores, int64_t one, int64_t other)
{
    int32_t article = articles[one];
    double score = scores[one];
    articles[one] = articles[other], scores[one] = scores[other];
    articles[other] = article, scores[other] = score;
}

/* Let the first of a heap with the worst on top down to its place. */
static void sink(int32_t *articles, double *scores, int64_t size)
{
    for (int64_t at = 0, child = 1; child < size; child = 2 * at + 1) {
        if (child + 1 < size && worse(articles, scores, child + 1, child))
            child++;
        if (!worse(articles, scores, child, at))
            return;
        swap(articles, scores, at, child);
        at = child;
    }
}

/* Take an article among the best if it is one of them; scores of 0 are of articles that share nothing. */
static void take(Walk *walk, const Best *best, int64_t query, int32_t article, double score)
{
    int32_t *articles = best->articles + query * best->k;
    double *scores = best->scores + query * best->k;
    int64_t k = best->k, at = walk->found;
    if (!(score > 0.0) || score < best->least)
        return;
    if (at < k) {
        articles[at] = article, scores[at] = score;
        for (walk->found++; at > 0 && worse(articles, scores, at, (at - 1) / 2); at = (at - 1) / 2)
            swap(articles, scores, at, (at - 1) / 2);
    } else if (score > scores[0] || (score == scores[0] && article < articles[0])) {
        articles[0] = article, scores[0] = score;
        sink(articles, scores, k);
    }
    if (walk->found == k)
        walk->bound = fmax(walk->bound, scores[0] - ROUNDED);
}

/* Best first, and what is left of the room empty. */
static void settle(const Walk *walk, const Best *best, int64_t query)
{
    int32_t *articles = best->articles + query * best->k;
    double *scores = best->scores + query * best->k;
    for (int64_t size = walk->found; size > 1; size--) {
        swap(articles, scores, 0, size - 1);
        sink(articles, scores, size - 1);
    }
    for (int64_t i = walk->found; i < best->k; i++)
        articles[i] = -1, scores[i] = 0.0;
}

/* Where a list is left at the latest: the first article that carries less than this, looked for in growing strides. */
static int64_t leave(const uint16_t *lengths, int64_t first, int64_t last, double least)
{
    int64_t stride = 16, low = first;
    while (low + stride < last && lengths[low + stride] >= least) {
        low += stride;
        stride *= 2;
    }
    int64_t high = low + stride < last ? low + stride : last;
    while (low < high) {
        int64_t middle = low + (high - low) / 2;
        if (lengths[middle] >= least)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

/* Add a stretch of a list to what articles gained; returns how many of them, in ``promising``, passed the bar. */
static int64_t gather(Walk *walk, const Index *index, float value, int64_t first, int64_t last, float bar)
{
    const Posting *postings = index->postings;
    float *gained = walk->gained;
    int64_t count = 0, read = last - AHEAD;
    for (int64_t i = first; i < last; i++) {
        if (i < read)
            PREFETCH(&gained[postings[i + AHEAD].article]);
        float sum = gained[postings[i].article] + value * postings[i].weight;
        gained[postings[i].article] = sum;
        walk->promising[count] = i;
        count += sum > bar;
    }
    return count;
}

/* Those that can still be among the best, by what is left of both after this feature and by their days. */
static int64_t sift(Walk *walk, const Index *index, const Times *times, int64_t query, double rest, int64_t count)
{
    int64_t kept = 0;
    for (int64_t i = 0; i < count; i++) {
        Posting posting = index->postings[walk->promising[i]];
        double length = index->lengths[walk->promising[i]] * index->step;
        /* The weight was rounded: it is taken away a little smaller than it may be. */
        double left = length * length - (double)posting.weight * posting.weight * (1.0 - 4e-7);
        double most = walk->gained[posting.article] + walk->slack + rest * sqrt(fmax(left, 0.0));
        if (most * leaves(times, query, posting.article) > walk->bound) {
            int64_t row = index->rows.starts[posting.article];
            PREFETCH(&index->rows.columns[row]);
            PREFETCH(&index->rows.values[row]);
            walk->seen[kept++] = posting.article;
        }
    }
    return kept;
}

/* Walk one feature's list as far as it can matter. */
static void follow(Walk *walk, const Index *index, const Times *times, const Best *best, int64_t query, Step *step)
{
    int64_t last = index->lists[step->rank + 1];
    while (step->end < last) {
        int64_t stop = leave(index->lengths, step->end, last, index->share * walk->bound / step->rest / index->step);
        if (stop == step->end)
            return;
        stop = stop - step->end > STRIDE ? step->end + STRIDE : stop;
        float bar = (float)((1.0 - index->share) * walk->bound - walk->slack);
        int64_t count = gather(walk, index, (float)step->value, step->end, stop, bar);
        count = sift(walk, index, times, query, step[1].rest, count);
        for (int64_t i = 0; i < count; i++) {
            int32_t article = walk->seen[i];
            double score = product(&walk->table, &index->rows, article) * leaves(times, query, article);
            take(walk, best, query, article, rounded(score));
            walk->gained[article] = -INFINITY;
        }
        step->end = stop;
    }
}

static void forget(Walk *walk, const Index *index, int64_t size)
{
    for (int64_t i = 0; i < size; i++)
        for (int64_t j = index->lists[walk->steps[i].rank]; j < walk->steps[i].end; j++)
            walk->gained[index->postings[j].article] = 0.0f;
}

Outcome nearest(const Index *index, const Rows *queries, const int32_t *own, const Times *times, const Best *best)
{
    Walk walk;
    if (walk_make(&walk, index, most_features(queries, 0, queries->rows)) != FOUND)
        return NO_MEMORY;
    for (int64_t query = 0; query < queries->rows; query++) {
        int64_t size = plan(&walk, index, queries, query);
        walk.found = 0;
        walk.bound = best->k > 0 ? fmax(best->least - ROUNDED, 0.0) : INFINITY;
        if (own[query] >= 0)
            walk.gained[own[query]] = -INFINITY;
        for (int64_t i = 0; i < size && walk.steps[i].rest * index->longest > index->share * walk.bound; i++)
            follow(&walk, index, times, best, query, &walk.steps[i]);
        forget(&walk, index, size);
        if (own[query] >= 0)
            walk.gained[own[query]] = 0.0f;
        settle(&walk, best, query);
    }
    walk_free(&walk);
    return FOUND;
}

int64_t reaching(const Index *index, const Rows *queries, int64_t query, int32_t own, const Times *times, const double *bars,
                 int32_t *articles, double *scores)
{
    Walk walk;
    if (walk_make(&walk, index, most_features(queries, query, query + 1)) != FOUND)
        return NO_MEMORY;
    int64_t size = plan(&walk, index, queries, query), found = 0;
    if (own >= 0)
        walk.gained[own] = -INFINITY;
    for (int64_t i = 0; i < size; i++) {
        int64_t first = walk.steps[i].end, last = index->lists[walk.steps[i].rank + 1];
        for (; first < last; first += STRIDE)
            gather(&walk, index, (float)walk.steps[i].value, first, last - first > STRIDE ? first + STRIDE : last, INFINITY);
    }
    for (int64_t i = 0; i < size; i++)
        for (int64_t j = walk.steps[i].end; j < index->lists[walk.steps[i].rank + 1]; j++) {
            int32_t article = index->postings[j].article;
            if (walk.gained[article] + walk.slack < bars[article] - ROUNDED)
                continue;
            double score = rounded(product(&walk.table, &index->rows, article) * leaves(times, query, article));
            walk.gained[article] = -INFINITY;
            if (score > 0.0 && score >= bars[article])
                articles[found] = article, scores[found++] = score;
        }
    walk_free(&walk);
    return found;
}
